import type { Choice } from './choice.ts';

/**
 * What a person may set that a bidding strategy keeps to: the most for a click, what a conversion may cost, what is to come back of what is
 * spent (v26: Campaign.TargetSpend, MaximizeConversions, MaximizeConversionValue; AdGroup). A version has no word for any of them
 * and leaves them empty; each counts only under the strategy that reads it.
 */
const limit = (
  path: string,
  field: string,
  strategy: string,
  read: (value: unknown) => unknown = Number,
): Choice => ({
  path,
  field,
  wanted: null,
  unsaid: null,
  // the empty message of a strategy is answered with a zero, which is no limit
  read: (value) => {
    const said = read(value);
    return said === 0 ? null : said;
  },
  counts: ({ campaign }) => campaign.biddingStrategyType === strategy,
});

const CPA = 'settings.targetCpaMicros';
const ROAS = 'settings.targetRoas';

export const LIMITS_OF_CAMPAIGN: readonly Choice[] = [
  limit('settings.bidCeilingMicros', 'targetSpend.cpcBidCeilingMicros', 'TARGET_SPEND'),
  limit('settings.targetSpendMicros', 'targetSpend.targetSpendMicros', 'TARGET_SPEND'),
  limit(CPA, 'maximizeConversions.targetCpaMicros', 'MAXIMIZE_CONVERSIONS'),
  limit(ROAS, 'maximizeConversionValue.targetRoas', 'MAXIMIZE_CONVERSION_VALUE'),
];

/** An ad group's own, in the place of the campaign's. */
export const LIMITS_OF_AD_GROUP: readonly Choice[] = [
  limit(CPA, 'targetCpaMicros', 'MAXIMIZE_CONVERSIONS'),
  limit(ROAS, 'targetRoas', 'MAXIMIZE_CONVERSION_VALUE'),
];

/**
 * Strategies by which Google bids what people have set (BiddingStrategyType, v25). This product uses none of them: by its own
 * strategies Google bids by itself, and a bid that stands somewhere does nothing.
 */
const BY_HAND: ReadonlySet<string> = new Set(['MANUAL_CPC', 'ENHANCED_CPC']);

/** A bid that a person has set; it counts only where somebody has changed the strategy. */
export const OWN_BID: Choice = {
  path: 'settings.bidMicros',
  field: 'cpcBidMicros',
  wanted: null,
  unsaid: null,
  read: Number,
  counts: ({ campaign }) => BY_HAND.has(campaign.biddingStrategyType ?? ''),
};

/** Fields that a strategy which is put back in the same mutate clears or makes meaningless. */
export const OF_STRATEGY: ReadonlySet<string> = new Set(
  [...LIMITS_OF_CAMPAIGN, ...LIMITS_OF_AD_GROUP].map(({ path }) => path).concat('settings.bidMicros'),
);

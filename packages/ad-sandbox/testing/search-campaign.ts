import type { Json } from '../wire.ts';

const EU = 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING';
const CUSTOMER = 'customers/1234567890';

export const budgetFields = (changes: Json = {}): Json => ({
  resourceName: `${CUSTOMER}/campaignBudgets/-1`,
  name: 'Budget A',
  amountMicros: '25000000',
  explicitlyShared: false,
  ...changes,
});

export const campaignFields = (changes: Json = {}): Json => ({
  resourceName: `${CUSTOMER}/campaigns/-2`,
  name: 'Campaign A',
  status: 'PAUSED',
  advertisingChannelType: 'SEARCH',
  campaignBudget: `${CUSTOMER}/campaignBudgets/-1`,
  containsEuPoliticalAdvertising: EU,
  manualCpc: {},
  networkSettings: { targetGoogleSearch: true, targetSearchNetwork: true },
  ...changes,
});

export const adGroupFields = (changes: Json = {}): Json => ({
  resourceName: `${CUSTOMER}/adGroups/-3`,
  name: 'Ad group A',
  campaign: `${CUSTOMER}/campaigns/-2`,
  cpcBidMicros: '1500000',
  ...changes,
});

export const searchAd = (changes: Json = {}): Json => ({
  headlines: [
    { text: 'Fast reports' },
    { text: 'Sales insight' },
    { text: 'Try it today', pinnedField: 'HEADLINE_1' },
  ],
  descriptions: [{ text: 'See what sells.' }, { text: 'Know why it sells.' }],
  ...changes,
});

export const adFields = (rsa: Json = {}, changes: Json = {}): Json => ({
  adGroup: `${CUSTOMER}/adGroups/-3`,
  status: 'PAUSED',
  ad: { finalUrls: ['https://example.com/product'], responsiveSearchAd: searchAd(rsa) },
  ...changes,
});

export const keywordFields = (text: string, changes: Json = {}): Json => ({
  adGroup: `${CUSTOMER}/adGroups/-3`,
  keyword: { text, matchType: 'PHRASE' },
  ...changes,
});

export const createOf = (kind: string, fields: Json): Json => ({ [`${kind}Operation`]: { create: fields } });

/** A whole search campaign; `changes` replaces operations by their place: budget, campaign, ad group, ad, keyword. */
export function wholeCampaign(changes: Json[] = []): Json[] {
  const standard = [
    createOf('campaignBudget', budgetFields()),
    createOf('campaign', campaignFields()),
    createOf('adGroup', adGroupFields()),
    createOf('adGroupAd', adFields()),
    createOf('adGroupCriterion', keywordFields('sales reports')),
    createOf('campaignCriterion', {
      campaign: `${CUSTOMER}/campaigns/-2`,
      location: { geoTargetConstant: 'geoTargetConstants/2840' },
    }),
  ];
  return standard.map((operation) => {
    const kind = Object.keys(operation)[0] ?? '';
    return changes.find((change) => Object.hasOwn(change, kind)) ?? operation;
  });
}

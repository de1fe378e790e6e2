import type { KnownObjects, Session } from '../port.ts';
import { adGroupBidModifier, BID_MODIFIER_NAMES, type BidModifierRow } from './bid-modifiers.ts';
import { chosenNames } from './choices.ts';
import { adGroupCriterion, campaignCriterion, criterionNames, type CriterionRow } from './criteria.ts';
import type { GoogleAdsHttp } from './http.ts';
import { adGroupKey, adKey, keywordKey } from './keys.ts';
import type { ResponsiveSearchFields } from './map.ts';
import { externalIdOf, type ResourceKind } from './resources.ts';

export type LiveObject = {
  key: string;
  kind: ResourceKind;
  externalId: string;
  serves: boolean;
  /** The key of the ad group above it; null for what is not in one. Its id is in the row. */
  group: string | null;
  row: LiveRow;
};

/** What a search shows of an object and of those above it. */
export type LiveRow = Row;
type Row = {
  campaign: {
    resourceName: string;
    id: string;
    name: string;
    status: string;
    startDateTime?: string;
    endDateTime?: string;
    containsEuPoliticalAdvertising?: string;
    biddingStrategyType?: string;
    /** The name of a strategy that several campaigns share. */
    biddingStrategy?: string;
  };
  campaignBudget: { resourceName: string; name?: string; amountMicros?: string; deliveryMethod?: string };
  customer: { currencyCode: string };
  campaignCriterion: CriterionRow;
  adGroup: { resourceName: string; name: string; status: string };
  adGroupCriterion: CriterionRow;
  adGroupBidModifier: BidModifierRow;
  adGroupAd: {
    resourceName: string;
    status: string;
    ad: { finalUrls?: string[]; responsiveSearchAd?: ResponsiveSearchFields };
  };
};

const CAMPAIGN_CRITERION = criterionNames('campaign_criterion').join(', ');
const AD_GROUP_CRITERION = criterionNames('ad_group_criterion').join(', ');
const AD_GROUP = chosenNames('ad-group', 'ad_group').join(', ');
const KEYWORD = chosenNames('keyword', 'ad_group_criterion').join(', ');
const AD = chosenNames('ad', 'ad_group_ad').join(', ');

/** Everything under a campaign that is not removed, parents first. Ad groups of `known` keep their keys. */
export async function readChildren(
  http: GoogleAdsHttp,
  session: Session,
  campaignId: string,
  known: KnownObjects,
): Promise<LiveObject[]> {
  const inCampaign = `WHERE campaign.id = ${Number(campaignId)} AND`;
  const criteria = await http.search<Row>(
    session,
    `SELECT ${CAMPAIGN_CRITERION} FROM campaign_criterion ${inCampaign} campaign_criterion.status != 'REMOVED'`,
  );
  const groups = await http.search<Row>(
    session,
    `SELECT campaign.bidding_strategy_type, ad_group.name, ad_group.status, ${AD_GROUP} FROM ad_group ${inCampaign} ad_group.status != 'REMOVED'`,
  );
  const inLivingGroup = `${inCampaign} ad_group.status != 'REMOVED' AND`;
  const groupCriteria = await http.search<Row>(
    session,
    `SELECT campaign.bidding_strategy_type, ad_group.name, ${AD_GROUP_CRITERION}, ${KEYWORD} FROM ad_group_criterion ${inLivingGroup} ad_group_criterion.status != 'REMOVED'`,
  );
  const bidModifiers = await http.search<Row>(
    session,
    `SELECT ad_group.name, ${BID_MODIFIER_NAMES.join(', ')} FROM ad_group_bid_modifier ${inCampaign} ad_group.status != 'REMOVED'`,
  );
  const ads = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group_ad.status, ad_group_ad.ad.final_urls, ad_group_ad.ad.responsive_search_ad.headlines, ad_group_ad.ad.responsive_search_ad.descriptions, ad_group_ad.ad.responsive_search_ad.path1, ad_group_ad.ad.responsive_search_ad.path2, ${AD} FROM ad_group_ad ${inLivingGroup} ad_group_ad.status != 'REMOVED'`,
  );
  const keys = new Map(
    [...known]
      .filter(([, { kind }]) => kind === 'ad-group')
      .map(([key, { externalId }]) => [externalId, key]),
  );
  const keyOf = ({ adGroup }: Row): string =>
    keys.get(externalIdOf(adGroup.resourceName)) ?? adGroupKey(adGroup.name);
  return [
    ...criteria.flatMap(liveCriterion),
    ...groups.map(liveGroup),
    ...groupCriteria.flatMap((row) => liveGroupCriterion(row, keyOf(row))),
    ...bidModifiers.flatMap((row) => liveBidModifier(row, keyOf(row))),
    ...ads.map((row) => liveAd(row, keyOf(row))),
  ];
}

function liveCriterion(row: Row): LiveObject[] {
  const criterion = campaignCriterion(row.campaignCriterion);
  if (criterion === null) return [];
  const { key, kind } = criterion;
  const externalId = externalIdOf(row.campaignCriterion.resourceName);
  return [{ key, kind, externalId, serves: false, group: null, row }];
}

function liveGroupCriterion(row: Row, group: string): LiveObject[] {
  if (row.adGroupCriterion.keyword !== undefined) return [liveKeyword(row, group)];
  const criterion = adGroupCriterion(row.adGroupCriterion, group);
  if (criterion === null) return [];
  const { key, kind } = criterion;
  const externalId = externalIdOf(row.adGroupCriterion.resourceName);
  return [{ key, kind, externalId, serves: false, group, row }];
}

function liveBidModifier(row: Row, group: string): LiveObject[] {
  const modifier = adGroupBidModifier(row.adGroupBidModifier, group);
  if (modifier === null) return [];
  const { key, kind } = modifier;
  const externalId = externalIdOf(row.adGroupBidModifier.resourceName);
  return [{ key, kind, externalId, serves: false, group, row }];
}

function liveGroup(row: Row): LiveObject {
  const { resourceName, name, status } = row.adGroup;
  const [key, externalId] = [adGroupKey(name), externalIdOf(resourceName)];
  return { key, kind: 'ad-group', externalId, serves: status === 'ENABLED', group: null, row };
}

function liveKeyword(row: Row, group: string): LiveObject {
  const { resourceName, negative, keyword } = row.adGroupCriterion;
  const isNegative = negative === true;
  return {
    key: keywordKey(group, isNegative, keyword?.text ?? '', keyword?.matchType ?? ''),
    kind: isNegative ? 'negative-keyword' : 'keyword',
    externalId: externalIdOf(resourceName),
    serves: false,
    group,
    row,
  };
}

function liveAd(row: Row, group: string): LiveObject {
  const { resourceName, status, ad } = row.adGroupAd;
  return {
    key: adKey(group, ad.finalUrls ?? [], ad.responsiveSearchAd ?? {}),
    kind: 'ad',
    externalId: externalIdOf(resourceName),
    serves: status === 'ENABLED',
    group,
    row,
  };
}

import type { KnownObjects, Session } from '../port.ts';
import { chosenNames } from './choices.ts';
import type { GoogleAdsHttp } from './http.ts';
import { adGroupKey, adKey, criterionKey, keywordKey } from './keys.ts';
import type { ResponsiveSearchFields } from './map.ts';
import { externalIdOf, type ResourceKind } from './resources.ts';

export type LiveObject = {
  key: string;
  kind: ResourceKind;
  externalId: string;
  serves: boolean;
  /** The key of the ad group above it; null for what is not in one. */
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
  };
  campaignBudget: { resourceName: string; name?: string; amountMicros?: string };
  customer: { currencyCode: string };
  campaignCriterion: {
    resourceName: string;
    location?: { geoTargetConstant: string };
    language?: { languageConstant: string };
  };
  adGroup: { resourceName: string; name: string; status: string };
  adGroupCriterion: {
    resourceName: string;
    negative?: boolean;
    status?: string;
    keyword?: { text: string; matchType: string };
  };
  adGroupAd: {
    resourceName: string;
    status: string;
    ad: { finalUrls?: string[]; responsiveSearchAd?: ResponsiveSearchFields };
  };
};

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
    `SELECT campaign_criterion.location.geo_target_constant, campaign_criterion.language.language_constant, campaign_criterion.status FROM campaign_criterion ${inCampaign} campaign_criterion.type IN ('LOCATION', 'LANGUAGE') AND campaign_criterion.status != 'REMOVED'`,
  );
  const groups = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group.status, ${AD_GROUP} FROM ad_group ${inCampaign} ad_group.status != 'REMOVED'`,
  );
  const inLivingGroup = `${inCampaign} ad_group.status != 'REMOVED' AND`;
  const keywords = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group_criterion.negative, ad_group_criterion.status, ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type, ${KEYWORD} FROM ad_group_criterion ${inLivingGroup} ad_group_criterion.type = 'KEYWORD' AND ad_group_criterion.status != 'REMOVED'`,
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
    ...criteria.map(liveCriterion),
    ...groups.map(liveGroup),
    ...keywords.map((row) => liveKeyword(row, keyOf(row))),
    ...ads.map((row) => liveAd(row, keyOf(row))),
  ];
}

function liveCriterion(row: Row): LiveObject {
  const { resourceName, location, language } = row.campaignCriterion;
  const kind = location === undefined ? 'language' : 'location';
  const id = externalIdOf(location?.geoTargetConstant ?? language?.languageConstant ?? '');
  const externalId = externalIdOf(resourceName);
  return { key: criterionKey(kind, id), kind, externalId, serves: false, group: null, row };
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

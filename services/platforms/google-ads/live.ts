import type { Session } from '../port.ts';
import { isNameListed } from './gone.ts';
import type { GoogleAdsHttp } from './http.ts';
import { adGroupKey, adKey, criterionKey, keywordKey } from './keys.ts';
import type { ResponsiveSearchFields } from './map.ts';
import { externalIdOf, isResourceKind, resourceName, type ResourceKind } from './resources.ts';

export type LiveObject = { key: string; kind: ResourceKind; externalId: string; serves: boolean };

/** A campaign as it is at Google now, with every object under it that is not removed. */
export type LiveCampaign = {
  externalId: string;
  name: string;
  status: string;
  startDateTime: string | null;
  endDateTime: string | null;
  euPolitical: string | null;
  biddingType: string | null;
  currency: string;
  budget: { externalId: string; name: string; amountMicros: string };
  /** Parents first; a key comes twice when two objects have the same content. */
  objects: LiveObject[];
};

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
    keyword?: { text: string; matchType: string };
  };
  adGroupAd: {
    resourceName: string;
    status: string;
    ad: { finalUrls?: string[]; responsiveSearchAd?: ResponsiveSearchFields };
  };
};

const CAMPAIGN =
  `SELECT campaign.id, campaign.name, campaign.status, campaign.start_date_time, campaign.end_date_time,
 campaign.contains_eu_political_advertising, campaign.bidding_strategy_type, campaign_budget.id, campaign_budget.name,
 campaign_budget.amount_micros, customer.currency_code FROM campaign`.replace(/\n/g, '');

/** The campaign with an id, or null when there is none or it is removed. */
export function readById(http: GoogleAdsHttp, session: Session, id: string): Promise<LiveCampaign | null> {
  return read(http, session, `campaign.id = ${Number(id)}`);
}

/** The status of a campaign, also of one that is removed; null when the search shows none with this id. */
export async function readStatus(http: GoogleAdsHttp, session: Session, id: string): Promise<string | null> {
  const query = `SELECT campaign.id, campaign.status FROM campaign WHERE campaign.id = ${Number(id)}`;
  const [row] = await http.search<Row>(session, query);
  return row?.campaign.status ?? null;
}

/** The campaign whose name ends in the marker, or null. */
export function readByMarker(
  http: GoogleAdsHttp,
  session: Session,
  marker: string,
): Promise<LiveCampaign | null> {
  return read(http, session, `campaign.name LIKE '${endsWithMarker(marker)}'`);
}

/** The id of a budget that carries the marker and is not removed, or null. */
export async function budgetByMarker(
  http: GoogleAdsHttp,
  session: Session,
  marker: string,
): Promise<string | null> {
  const query = `SELECT campaign_budget.id FROM campaign_budget WHERE campaign_budget.name LIKE '${endsWithMarker(marker)}' AND campaign_budget.status = 'ENABLED'`;
  const [row] = await http.search<Row>(session, query);
  return row === undefined ? null : externalIdOf(row.campaignBudget.resourceName);
}

/** Whether a search lists an object of one of our kinds among those that are not removed. */
export function isListed(
  http: GoogleAdsHttp,
  session: Session,
  kind: string,
  externalId: string,
): Promise<boolean> {
  if (!isResourceKind(kind)) throw new Error(`${kind} is no kind of Google's`);
  return isNameListed(http, session, resourceName(session.account, kind, externalId));
}

/** A GAQL LIKE pattern for names that end in the marker. Brackets around `[`, `]`, `%` and `_` make them literal. */
function endsWithMarker(marker: string): string {
  return `% [[]${marker.replace(/[[\]%_]/g, '[$&]').replace(/['\\]/g, '\\$&')}[]]`;
}

async function read(http: GoogleAdsHttp, session: Session, where: string): Promise<LiveCampaign | null> {
  const [row] = await http.search<Row>(
    session,
    `${CAMPAIGN} WHERE ${where} AND campaign.status != 'REMOVED' ORDER BY campaign.id LIMIT 1`,
  );
  if (row === undefined) return null;
  const { campaign, campaignBudget, customer } = row;
  const budget = {
    externalId: externalIdOf(campaignBudget.resourceName),
    name: campaignBudget.name ?? '',
    amountMicros: campaignBudget.amountMicros ?? '0',
  };
  return {
    externalId: campaign.id,
    name: campaign.name,
    status: campaign.status,
    startDateTime: campaign.startDateTime ?? null,
    endDateTime: campaign.endDateTime ?? null,
    euPolitical: campaign.containsEuPoliticalAdvertising ?? null,
    biddingType: campaign.biddingStrategyType ?? null,
    currency: customer.currencyCode,
    budget,
    objects: [
      { key: 'budget', kind: 'budget', externalId: budget.externalId, serves: false },
      { key: 'campaign', kind: 'campaign', externalId: campaign.id, serves: campaign.status === 'ENABLED' },
      ...(await readChildren(http, session, campaign.id)),
    ],
  };
}

async function readChildren(
  http: GoogleAdsHttp,
  session: Session,
  campaignId: string,
): Promise<LiveObject[]> {
  const inCampaign = `WHERE campaign.id = ${Number(campaignId)} AND`;
  const criteria = await http.search<Row>(
    session,
    `SELECT campaign_criterion.location.geo_target_constant, campaign_criterion.language.language_constant, campaign_criterion.status FROM campaign_criterion ${inCampaign} campaign_criterion.type IN ('LOCATION', 'LANGUAGE') AND campaign_criterion.status != 'REMOVED'`,
  );
  const groups = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group.status FROM ad_group ${inCampaign} ad_group.status != 'REMOVED'`,
  );
  const inLivingGroup = `${inCampaign} ad_group.status != 'REMOVED' AND`;
  const keywords = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group_criterion.negative, ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type FROM ad_group_criterion ${inLivingGroup} ad_group_criterion.type = 'KEYWORD' AND ad_group_criterion.status != 'REMOVED'`,
  );
  const ads = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group_ad.status, ad_group_ad.ad.final_urls, ad_group_ad.ad.responsive_search_ad.headlines, ad_group_ad.ad.responsive_search_ad.descriptions, ad_group_ad.ad.responsive_search_ad.path1, ad_group_ad.ad.responsive_search_ad.path2 FROM ad_group_ad ${inLivingGroup} ad_group_ad.status != 'REMOVED'`,
  );
  return [
    ...criteria.map(liveCriterion),
    ...groups.map(liveGroup),
    ...keywords.map(liveKeyword),
    ...ads.map(liveAd),
  ];
}

function liveCriterion({ campaignCriterion: { resourceName, location, language } }: Row): LiveObject {
  const kind = location === undefined ? 'language' : 'location';
  const id = externalIdOf(location?.geoTargetConstant ?? language?.languageConstant ?? '');
  return { key: criterionKey(kind, id), kind, externalId: externalIdOf(resourceName), serves: false };
}

function liveGroup({ adGroup: { resourceName, name, status } }: Row): LiveObject {
  const externalId = externalIdOf(resourceName);
  return { key: adGroupKey(name), kind: 'ad-group', externalId, serves: status === 'ENABLED' };
}

function liveKeyword({ adGroup, adGroupCriterion: { resourceName, negative, keyword } }: Row): LiveObject {
  const isNegative = negative === true;
  return {
    key: keywordKey(adGroupKey(adGroup.name), isNegative, keyword?.text ?? '', keyword?.matchType ?? ''),
    kind: isNegative ? 'negative-keyword' : 'keyword',
    externalId: externalIdOf(resourceName),
    serves: false,
  };
}

function liveAd({ adGroup, adGroupAd: { resourceName, status, ad } }: Row): LiveObject {
  return {
    key: adKey(adGroupKey(adGroup.name), ad.finalUrls ?? [], ad.responsiveSearchAd ?? {}),
    kind: 'ad',
    externalId: externalIdOf(resourceName),
    serves: status === 'ENABLED',
  };
}

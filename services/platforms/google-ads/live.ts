import type { KnownObjects, Session } from '../port.ts';
import { isNameListed } from './gone.ts';
import type { GoogleAdsHttp } from './http.ts';
import { adGroupKey, adKey, criterionKey, keywordKey } from './keys.ts';
import { CAMPAIGN_SETTINGS, type ResponsiveSearchFields } from './map.ts';
import { externalIdOf, isResourceKind, resourceName, snakeCase, type ResourceKind } from './resources.ts';

export type LiveObject = {
  key: string;
  kind: ResourceKind;
  externalId: string;
  serves: boolean;
  /** The key of the ad group above it; null for what is not in one. */
  group: string | null;
  row: LiveRow;
};

/** A campaign as it is at Google now, with every object under it that is not removed. */
export type LiveCampaign = {
  externalId: string;
  name: string;
  status: string;
  startDateTime: string | null;
  endDateTime: string | null;
  euPolitical: string | null;
  biddingType: string | null;
  /** `CAMPAIGN_SETTINGS` as they are, by path. */
  settings: Readonly<Record<string, unknown>>;
  currency: string;
  budget: { externalId: string; name: string; amountMicros: string };
  /** Parents first; a key comes twice when two objects have the same content. */
  objects: LiveObject[];
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
    networkSettings?: Record<string, unknown>;
    geoTargetTypeSetting?: Record<string, unknown>;
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

const SETTINGS = CAMPAIGN_SETTINGS.map(
  ({ field, member }) => `campaign.${snakeCase(field)}.${snakeCase(member)}`,
).join(', ');
const CAMPAIGN =
  `SELECT ${SETTINGS}, campaign.id, campaign.name, campaign.status, campaign.start_date_time, campaign.end_date_time,
 campaign.contains_eu_political_advertising, campaign.bidding_strategy_type, campaign_budget.id, campaign_budget.name,
 campaign_budget.amount_micros, customer.currency_code FROM campaign`.replace(/\n/g, '');

/** The campaign with an id, or null when there is none or it is removed. Ad groups of `known` keep their keys. */
export function readById(
  http: GoogleAdsHttp,
  session: Session,
  id: string,
  known: KnownObjects = new Map(),
): Promise<LiveCampaign | null> {
  return read(http, session, `campaign.id = ${Number(id)}`, known);
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

async function read(
  http: GoogleAdsHttp,
  session: Session,
  where: string,
  known: KnownObjects = new Map(),
): Promise<LiveCampaign | null> {
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
    settings: Object.fromEntries(
      CAMPAIGN_SETTINGS.map(({ path, field, member }) => [path, settingOf(campaign, field, member)]),
    ),
    currency: customer.currencyCode,
    budget,
    objects: [
      { key: 'budget', kind: 'budget', externalId: budget.externalId, serves: false, group: null, row },
      {
        key: 'campaign',
        kind: 'campaign',
        externalId: campaign.id,
        serves: campaign.status === 'ENABLED',
        group: null,
        row,
      },
      ...(await readChildren(http, session, campaign.id, known)),
    ],
  };
}

function settingOf(campaign: Row['campaign'], field: string, member: string): unknown {
  const { networkSettings, geoTargetTypeSetting } = campaign;
  const message = field === 'networkSettings' ? networkSettings : geoTargetTypeSetting;
  // Google leaves a field out of its answers when it has the value that is nothing
  return message?.[member] ?? (field === 'networkSettings' ? false : null);
}

async function readChildren(
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
    `SELECT ad_group.name, ad_group.status FROM ad_group ${inCampaign} ad_group.status != 'REMOVED'`,
  );
  const inLivingGroup = `${inCampaign} ad_group.status != 'REMOVED' AND`;
  const keywords = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group_criterion.negative, ad_group_criterion.status, ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type FROM ad_group_criterion ${inLivingGroup} ad_group_criterion.type = 'KEYWORD' AND ad_group_criterion.status != 'REMOVED'`,
  );
  const ads = await http.search<Row>(
    session,
    `SELECT ad_group.name, ad_group_ad.status, ad_group_ad.ad.final_urls, ad_group_ad.ad.responsive_search_ad.headlines, ad_group_ad.ad.responsive_search_ad.descriptions, ad_group_ad.ad.responsive_search_ad.path1, ad_group_ad.ad.responsive_search_ad.path2 FROM ad_group_ad ${inLivingGroup} ad_group_ad.status != 'REMOVED'`,
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

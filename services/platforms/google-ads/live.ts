import type { KnownObjects, Session } from '../port.ts';
import { chosenNames } from './choices.ts';
import { isNameListed } from './gone.ts';
import type { GoogleAdsHttp } from './http.ts';
import { readChildren, type LiveObject, type LiveRow } from './live-children.ts';
import { externalIdOf, isResourceKind, resourceName } from './resources.ts';

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
  /** The campaign as the search shows it. */
  row: LiveRow;
  /** Parents first; a key comes twice when two objects have the same content. */
  objects: LiveObject[];
};

const CAMPAIGN =
  `SELECT ${chosenNames('campaign', 'campaign').join(', ')}, campaign.id, campaign.name, campaign.status, campaign.start_date_time, campaign.end_date_time,
 campaign.contains_eu_political_advertising, campaign.bidding_strategy_type, campaign.bidding_strategy, campaign_budget.id, campaign_budget.name,
 campaign_budget.amount_micros, ${chosenNames('budget', 'campaign_budget').join(', ')}, customer.currency_code FROM campaign`.replace(
    /\n/g,
    '',
  );

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
  const [row] = await http.search<LiveRow>(session, query);
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
  const [row] = await http.search<LiveRow>(session, query);
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

/** The campaign and its budget alone, in one search, so that both are of one moment; null when there is none or it is removed. */
export function readOwn(http: GoogleAdsHttp, session: Session, id: string): Promise<LiveCampaign | null> {
  return readCampaign(http, session, `campaign.id = ${Number(id)}`);
}

async function read(
  http: GoogleAdsHttp,
  session: Session,
  where: string,
  known: KnownObjects = new Map(),
): Promise<LiveCampaign | null> {
  const campaign = await readCampaign(http, session, where);
  if (campaign === null) return null;
  const children = await readChildren(http, session, campaign.externalId, known);
  return { ...campaign, objects: [...campaign.objects, ...children] };
}

/** A strategy that several campaigns share bids by limits of its own, which nobody has approved: it is another one. */
const biddingOf = ({ biddingStrategyType, biddingStrategy }: LiveRow['campaign']): string | null => {
  const type = biddingStrategyType ?? null;
  return biddingStrategy === undefined ? type : `${type ?? 'UNKNOWN'} (shared)`;
};

async function readCampaign(
  http: GoogleAdsHttp,
  session: Session,
  where: string,
): Promise<LiveCampaign | null> {
  const [row] = await http.search<LiveRow>(
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
    biddingType: biddingOf(campaign),
    currency: customer.currencyCode,
    budget,
    row,
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
    ],
  };
}

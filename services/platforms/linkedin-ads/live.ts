import { unmarkedName } from '../vendor/object-names.ts';
import { VendorFailure, type KnownObjects, type Session } from '../port.ts';
import type { LinkedInAdsHttp } from './http.ts';
import type { RunSchedule, Targeting, TextAdContent } from './map.ts';
import type { Amount } from './money.ts';
import { adGroupKey, adKey } from './plan.ts';
import { adGroupPath, adPath, CAMPAIGN_URN, collection, GROUP_URN, groupPath, pathOf } from './paths.ts';

export type LiveGroup = {
  id: number;
  name: string;
  status: string;
  runSchedule?: RunSchedule;
  totalBudget?: Amount;
  dailyBudget?: Amount;
  budgetOptimization?: object;
};
export type LiveAdGroup = {
  id: number;
  name: string;
  status: string;
  campaignGroup: string;
  locale: { country: string; language: string };
  objectiveType: string;
  dailyBudget?: Amount;
  totalBudget?: Amount;
  runSchedule?: RunSchedule;
  targetingCriteria?: Targeting;
  politicalIntent?: string;
  costType?: string;
  optimizationTargetType?: string;
  audienceExpansionEnabled?: boolean;
  offsiteDeliveryEnabled?: boolean;
  pacingStrategy?: string;
  unitCost?: Amount;
  creativeSelection?: string;
  connectedTelevisionOnly?: boolean;
  optimizationPreference?: object;
};
export type LiveAd = {
  id: string;
  campaign: string;
  intendedStatus: string;
  content: { textAd?: TextAdContent & { image?: string } };
};
type LiveObject<Entity> = Entity & { key: string; externalId: string; state: string };
export type LiveChildren = { adGroups: LiveObject<LiveAdGroup>[]; ads: LiveObject<LiveAd>[] };

/** The states of objects that are in use; the other states are final. */
export const LIVING = ['ACTIVE', 'PAUSED', 'DRAFT'];
/** A query for creatives lists campaigns in its URL, whose length is limited. */
const CAMPAIGNS_PER_QUERY = 20;

/** A group by id, whatever its state; null when there is none. */
export function readGroup(http: LinkedInAdsHttp, session: Session, id: string): Promise<LiveGroup | null> {
  return nullIfGone(http.get<LiveGroup>(session, groupPath(session.account, id)));
}

/** An ad group by id, whatever its state. @throws VendorFailure `gone` when there is none */
export function readAdGroup(http: LinkedInAdsHttp, session: Session, id: string): Promise<LiveAdGroup> {
  return http.get<LiveAdGroup>(session, adGroupPath(session.account, id));
}

/**
 * The status of an object of one of our kinds, by id; null when LinkedIn says that there is none and a search does not list
 * it, or when it is removed.
 */
export async function readObject(
  http: LinkedInAdsHttp,
  session: Session,
  kind: string,
  id: string,
): Promise<string | null> {
  const { path, status } = pathOf(session.account, kind, id);
  const entity = await nullIfGone(http.get<Record<string, unknown>>(session, path));
  const found = entity === null ? null : String(entity[status]);
  return found !== null && LIVING.includes(found) ? found : null;
}

/** Groups in use with exactly this name, the oldest first. */
export async function findGroupsByName(
  http: LinkedInAdsHttp,
  session: Session,
  name: string,
): Promise<LiveGroup[]> {
  const found = await http.findAll<LiveGroup>(session, collection(session.account, 'adCampaignGroups'), {
    q: 'search',
    search: { name: { values: [name] }, status: { values: LIVING } },
  });
  return found.sort((a, b) => a.id - b.id);
}

/**
 * Ad groups and ads in use under a group, the oldest first. LinkedIn's finders may lag, so objects of the ledger that
 * they do not show are read by id. An ad group of the ledger keeps its key, whatever its name has become.
 */
export async function readChildren(
  http: LinkedInAdsHttp,
  session: Session,
  groupId: string,
  known: KnownObjects,
): Promise<LiveChildren> {
  const found = await http.findAll<LiveAdGroup>(session, collection(session.account, 'adCampaigns'), {
    q: 'search',
    search: { campaignGroup: { values: [`${GROUP_URN}${groupId}`] }, status: { values: LIVING } },
  });
  const unlisted = await readUnlisted(known, 'ad-group', new Set(found.map(({ id }) => String(id))), (id) =>
    readAdGroup(http, session, id),
  );
  const keys = new Map(
    [...known].filter(([, { kind }]) => kind === 'ad-group').map(([key, object]) => [object.externalId, key]),
  );
  const adGroups = [...found, ...unlisted]
    .filter(
      ({ status, campaignGroup }) => LIVING.includes(status) && campaignGroup === `${GROUP_URN}${groupId}`,
    )
    .sort((a, b) => a.id - b.id)
    .map((group) => ({
      ...group,
      key:
        keys.get(String(group.id)) ??
        adGroupKey(unmarkedName(group.name).name, group.locale, group.objectiveType),
      externalId: String(group.id),
      state: group.status,
    }));
  return { adGroups, ads: await readAds(http, session, adGroups, known) };
}

async function readAds(
  http: LinkedInAdsHttp,
  session: Session,
  adGroups: LiveChildren['adGroups'],
  known: KnownObjects,
): Promise<LiveChildren['ads']> {
  const keys = new Map(adGroups.map(({ id, key }) => [`${CAMPAIGN_URN}${id}`, key]));
  const found: LiveAd[] = [];
  for (let start = 0; start < keys.size; start += CAMPAIGNS_PER_QUERY)
    found.push(
      ...(await http.findAll<LiveAd>(session, collection(session.account, 'creatives'), {
        q: 'criteria',
        campaigns: [...keys.keys()].slice(start, start + CAMPAIGNS_PER_QUERY),
        intendedStatuses: LIVING,
      })),
    );
  const unlisted = await readUnlisted(known, 'ad', new Set(found.map(({ id }) => id)), (id) =>
    http.get<LiveAd>(session, adPath(session.account, id)),
  );
  return [...found, ...unlisted]
    .filter(({ intendedStatus, campaign }) => LIVING.includes(intendedStatus) && keys.has(campaign))
    .sort((a, b) => numberOf(a.id) - numberOf(b.id))
    .map((ad) => ({
      ...ad,
      key: adKey(
        keys.get(ad.campaign) ?? '',
        ad.content.textAd ?? { headline: '', description: '', landingPage: '' },
      ),
      externalId: ad.id,
      state: ad.intendedStatus,
    }));
}

function numberOf(urn: string): number {
  return Number(urn.slice(urn.lastIndexOf(':') + 1));
}

async function readUnlisted<Entity>(
  known: KnownObjects,
  kind: string,
  listedIds: ReadonlySet<string>,
  read: (id: string) => Promise<Entity>,
): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const object of known.values()) {
    if (object.kind !== kind || listedIds.has(object.externalId)) continue;
    const entity = await nullIfGone(read(object.externalId));
    if (entity !== null) entities.push(entity);
  }
  return entities;
}

/** The result of a call, or null when LinkedIn has no such object: it says so, and a search does not list it. */
export async function nullIfGone<Entity>(work: Promise<Entity>): Promise<Entity | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'gone') return null;
    throw error;
  }
}

import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { Clock } from '../../../lib/time.ts';
import { VendorFailure, type Known, type RecordObject, type Session } from '../port.ts';
import type { Json, LinkedInAdsHttp } from './http.ts';
import { groupsNamed, readChildren, type LiveChildren } from './live.ts';
import { localeOf, OBJECTIVES, platformName, politicalIntent, runSchedule } from './map.ts';
import { amountOf } from './money.ts';
import { ACCOUNT_URN, CAMPAIGN_URN, collection, GROUP_URN } from './paths.ts';
import { planAdGroups, type PlannedAdGroup } from './plan.ts';
import { deleteDraftAdGroups, deleteDraftGroup } from './retire.ts';

export type LinkedInAds = { http: LinkedInAdsHttp; clock: Clock };

/** One piece of work on one campaign: what is wanted, under which marker, and what the ledger has learnt so far. */
export type Work = {
  session: Session;
  desired: DesiredCampaign;
  marker: string;
  have: Map<string, { kind: string; externalId: string }>;
  record: RecordObject;
};

/** Gathers the arguments of a port call; `known` is copied, so that it can grow while objects are made. */
export function workOf(
  session: Session,
  desired: DesiredCampaign,
  marker: string,
  known: Known,
  record: RecordObject,
): Work {
  if (session.currency !== desired.currency)
    throw new VendorFailure(
      'rejected',
      'CURRENCY_MISMATCH',
      `The campaign is in ${desired.currency}, the LinkedIn Ads account in ${session.currency}.`,
    );
  return { session, desired, marker, have: new Map(known), record };
}

/**
 * Makes what is missing, all of it DRAFT, one object a call. Names are not unique on LinkedIn, so it looks for each
 * object under the marker first and adopts what is there; drafts that exist twice are deleted but for the oldest.
 */
export async function createCampaign(linkedIn: LinkedInAds, work: Work): Promise<void> {
  const planned = planAdGroups(work.desired);
  const keys = ['campaign', ...planned.flatMap(({ key, ads }) => [key, ...ads.map((ad) => ad.key)])];
  if (keys.every((key) => work.have.has(key))) return;
  const known = work.have.get('campaign') ?? (await adoptGroup(linkedIn, work));
  const live =
    known === undefined
      ? { adGroups: [], ads: [] }
      : await readChildren(linkedIn.http, work.session, known.externalId, work.have);
  const groupId = known?.externalId ?? (await makeGroup(linkedIn, work));
  await fillGroup(linkedIn, work, groupId, planned, live);
}

/** Makes or adopts the ad groups and ads that the ledger lacks, then deletes drafts that exist twice. */
export async function fillGroup(
  linkedIn: LinkedInAds,
  work: Work,
  groupId: string,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
): Promise<void> {
  const { session } = work;
  for (const group of planned) {
    const adGroupId = await ensure(work, group.key, 'ad-group', live.adGroups, () =>
      linkedIn.http.create(
        session,
        collection(session.account, 'adCampaigns'),
        adGroupFields(linkedIn, work, groupId, group),
      ),
    );
    const ads = live.ads.filter(({ campaign }) => campaign === `${CAMPAIGN_URN}${adGroupId}`);
    for (const { key, content } of group.ads)
      await ensure(work, key, 'ad', ads, () =>
        linkedIn.http.create(session, collection(session.account, 'creatives'), {
          campaign: `${CAMPAIGN_URN}${adGroupId}`,
          intendedStatus: 'DRAFT',
          content: { textAd: content },
        }),
      );
  }
  await deleteDraftAdGroups(linkedIn.http, session, doubles(live, work.have));
}

type Candidate = { key: string; externalId: string; state: string };

/** The id of an object: known, else the oldest that exists under its key, else newly made; recorded when it is news. */
async function ensure(
  { have, record }: Work,
  key: string,
  kind: string,
  existing: readonly Candidate[],
  make: () => Promise<string>,
): Promise<string> {
  const same = existing.filter((one) => one.key === key);
  const known = have.get(key)?.externalId;
  if (known !== undefined && same.some(({ externalId }) => externalId === known)) return known;
  const [found] = same;
  const externalId = found?.externalId ?? (await make());
  have.set(key, { kind, externalId });
  await record({ key, kind, externalId, state: stateOf(found?.state ?? 'DRAFT') });
  return externalId;
}

/** LinkedIn's status in the port's words. */
export function stateOf(status: string): 'created' | 'active' | 'paused' {
  if (status === 'ACTIVE') return 'active';
  return status === 'PAUSED' ? 'paused' : 'created';
}

/** Drafts whose key belongs to another object: an earlier attempt made them and its answer was lost. */
function doubles({ adGroups, ads }: LiveChildren, have: Work['have']): LiveChildren {
  const spare = ({ key, externalId, state }: Candidate): boolean =>
    state === 'DRAFT' && have.has(key) && have.get(key)?.externalId !== externalId;
  const spareGroups = adGroups.filter(spare);
  const under = new Set(spareGroups.map(({ id }) => `${CAMPAIGN_URN}${id}`));
  return { adGroups: spareGroups, ads: ads.filter((ad) => spare(ad) || under.has(ad.campaign)) };
}

async function adoptGroup(linkedIn: LinkedInAds, work: Work): Promise<{ externalId: string } | undefined> {
  const { session, desired, marker, have, record } = work;
  const [group, ...others] = await groupsNamed(linkedIn.http, session, platformName(desired.name, marker));
  if (group === undefined) return undefined;
  const adopted = { kind: 'campaign', externalId: String(group.id) };
  have.set('campaign', adopted);
  await record({ key: 'campaign', ...adopted, state: stateOf(group.status) });
  for (const other of others)
    if (other.status === 'DRAFT') await deleteDraftGroup(linkedIn.http, session, other);
  return adopted;
}

async function makeGroup(
  linkedIn: LinkedInAds,
  { session, desired, marker, have, record }: Work,
): Promise<string> {
  const externalId = await linkedIn.http.create(session, collection(session.account, 'adCampaignGroups'), {
    account: `${ACCOUNT_URN}${session.account}`,
    name: platformName(desired.name, marker),
    status: 'DRAFT',
    runSchedule: runSchedule(desired, session.timeZone, linkedIn.clock()),
  });
  have.set('campaign', { kind: 'campaign', externalId });
  await record({ key: 'campaign', kind: 'campaign', externalId, state: 'created' });
  return externalId;
}

function adGroupFields(linkedIn: LinkedInAds, work: Work, groupId: string, group: PlannedAdGroup): Json {
  const { session, desired, marker } = work;
  const { currency } = desired;
  return {
    account: `${ACCOUNT_URN}${session.account}`,
    campaignGroup: `${GROUP_URN}${groupId}`,
    name: platformName(group.name, marker),
    status: 'DRAFT',
    type: 'TEXT_AD',
    ...OBJECTIVES[desired.objective],
    costType: 'CPM',
    unitCost: { amount: '0', currencyCode: currency },
    dailyBudget: amountOf(group.dailyMicros, currency),
    ...(group.totalMicros === null ? {} : { totalBudget: amountOf(group.totalMicros, currency) }),
    locale: localeOf(desired),
    targetingCriteria: group.targeting,
    runSchedule: runSchedule(desired, session.timeZone, linkedIn.clock()),
    politicalIntent: politicalIntent(desired),
    offsiteDeliveryEnabled: false,
    creativeSelection: 'OPTIMIZED',
  };
}

import type { Clock } from '../../../lib/time.ts';
import { VendorFailure, type CreateWork, type PlannedObject, type Touches } from '../port.ts';
import { chosenValues } from './choices.ts';
import type { Json, LinkedInAdsHttp } from './http.ts';
import { findGroupsByName, readChildren, type LiveChildren } from './live.ts';
import { COST_TYPE, localeOf, OBJECTIVES, platformName, politicalIntent, runSchedule } from './map.ts';
import { amountOf } from './money.ts';
import { named } from './naming.ts';
import { ACCOUNT_URN, CAMPAIGN_URN, collection, GROUP_URN } from './paths.ts';
import { planAdGroups, plannedObjects, type PlannedAdGroup } from './plan.ts';
import { unmarkedName } from '../vendor/object-names.ts';
import { deleteDraftGroup } from './retire.ts';

export type LinkedInAds = {
  http: LinkedInAdsHttp;
  clock: Clock;
  /** How far ahead a start of "now" is sent, so that it does not arrive in the past. */
  startLeadMs: number;
};

/** The first moment at which a campaign that is sent now can begin. */
export function firstMoment({ clock, startLeadMs }: LinkedInAds): Date {
  return new Date(clock().getTime() + startLeadMs);
}

/** The work of creating or changing objects. `objects` holds those that exist, by key; new ones are added. */
export type Draft = Omit<CreateWork, 'known'> & {
  objects: Map<string, { kind: string; externalId: string; state?: string }>;
  /** Which objects may be made. */
  touches: Touches;
};

/**
 * A draft that begins with the objects of the ledger. @throws VendorFailure `refused` for another currency than the
 * account's
 */
export function draftOf({ known, ...work }: CreateWork, touches: Touches = () => true): Draft {
  const { session, desired } = work;
  if (session.currency !== desired.currency)
    throw new VendorFailure(
      'refused',
      'CURRENCY_MISMATCH',
      `The campaign is in ${desired.currency}, the LinkedIn Ads account in ${session.currency}.`,
    );
  return { ...work, objects: new Map(known), touches };
}

/**
 * Creates the missing objects as DRAFT, one in each call. Names are not unique on LinkedIn, so it first searches for
 * objects with the marker and adopts them. Of group drafts that exist twice, only the oldest is kept.
 */
export async function createCampaign(linkedIn: LinkedInAds, work: CreateWork): Promise<void> {
  const draft = draftOf(work);
  const { session, objects } = draft;
  const planned = planAdGroups(work.desired);
  if (plannedObjects(planned).every(({ key }) => objects.has(key))) return;
  const group = objects.get('campaign') ?? (await adoptGroup(linkedIn, draft));
  const live =
    group === undefined
      ? { adGroups: [], ads: [] }
      : await readChildren(linkedIn.http, session, group.externalId, objects);
  const groupId = group?.externalId ?? (await createGroup(linkedIn, draft));
  await fillGroup(linkedIn, draft, { groupId, planned, live, adopts: true });
}

/**
 * Creates the ad groups and ads that the ledger lacks. A first publication, whose group carries the marker, adopts those that it has
 * made before and that are as it made them; an update adopts nothing.
 */
export async function fillGroup(
  linkedIn: LinkedInAds,
  draft: Draft,
  group: { groupId: string; planned: readonly PlannedAdGroup[]; live: LiveChildren; adopts: boolean },
): Promise<void> {
  const { http } = linkedIn;
  const { session } = draft;
  for (const adGroup of group.planned) {
    const isOurs = ({ state, name }: { state: string; name?: string }): boolean =>
      group.adopts && state === 'DRAFT' && (name === undefined || unmarkedName(name).marker === draft.marker);
    const among = { existing: group.live.adGroups, isOurs };
    const made = await ensure(draft, { ...adGroup, kind: 'ad-group' }, among, false, () => {
      const fields = adGroupFields(linkedIn, draft, group.groupId, adGroup);
      const at = collection(session.account, 'adCampaigns');
      return named(`ad group “${adGroup.name}”`, () => http.create(session, at, fields));
    });
    if (made === null) continue;
    const campaign = `${CAMPAIGN_URN}${made.externalId}`;
    const ads = group.live.ads.filter((ad) => ad.campaign === campaign);
    for (const { key, content } of adGroup.ads)
      await ensure(draft, { key, kind: 'ad' }, { existing: ads, isOurs }, made.isNew, () => {
        const fields = { campaign, intendedStatus: 'DRAFT', content: { textAd: content } };
        const what = `ad “${content.headline}” in ad group “${adGroup.name}”`;
        return named(what, () => http.create(session, collection(session.account, 'creatives'), fields));
      });
  }
}

type Candidate = { key: string; externalId: string; state: string; name?: string };

/**
 * The object with a key: the recorded one, whatever it has become, or else the oldest of ours on the platform that is not recorded,
 * or else a new one, when it may be made or its parent was just made. What is new here is recorded. Null when it is
 * missing and to be left so.
 */
async function ensure(
  { objects, record, touches }: Draft,
  { key, kind }: PlannedObject,
  { existing, isOurs }: { existing: readonly Candidate[]; isOurs: (one: Candidate) => boolean },
  isParentNew: boolean,
  create: () => Promise<string>,
): Promise<{ externalId: string; isNew: boolean } | null> {
  const known = objects.get(key)?.externalId;
  if (known !== undefined && existing.some(({ externalId }) => externalId === known))
    return { externalId: known, isNew: false };
  const taken = new Set([...objects.values()].map((object) => object.externalId));
  const found = existing.find((one) => one.key === key && !taken.has(one.externalId) && isOurs(one));
  if (found === undefined && !isParentNew && !touches(key)) return null;
  const externalId = found?.externalId ?? (await create());
  objects.set(key, { kind, externalId });
  await record({ key, kind, externalId, state: stateOf(found?.state ?? 'DRAFT') });
  return { externalId, isNew: found === undefined };
}

/** The state of an object in the terms of port.ts. */
export function stateOf(status: string): 'created' | 'active' | 'paused' {
  if (status === 'ACTIVE') return 'active';
  return status === 'PAUSED' ? 'paused' : 'created';
}

async function adoptGroup(
  linkedIn: LinkedInAds,
  { session, desired, marker, objects, record }: Draft,
): Promise<{ externalId: string } | undefined> {
  const [group, ...others] = await findGroupsByName(
    linkedIn.http,
    session,
    platformName(desired.name, marker),
  );
  if (group === undefined) return undefined;
  const campaign = { kind: 'campaign', externalId: String(group.id) };
  objects.set('campaign', campaign);
  await record({ key: 'campaign', ...campaign, state: stateOf(group.status) });
  for (const other of others)
    if (other.status === 'DRAFT') await deleteDraftGroup(linkedIn.http, session, other);
  return campaign;
}

async function createGroup(
  linkedIn: LinkedInAds,
  { session, desired, marker, objects, record }: Draft,
): Promise<string> {
  const externalId = await linkedIn.http.create(session, collection(session.account, 'adCampaignGroups'), {
    account: `${ACCOUNT_URN}${session.account}`,
    name: platformName(desired.name, marker),
    status: 'DRAFT',
    runSchedule: runSchedule(desired, session.timeZone, firstMoment(linkedIn)),
  });
  objects.set('campaign', { kind: 'campaign', externalId });
  await record({ key: 'campaign', kind: 'campaign', externalId, state: 'created' });
  return externalId;
}

function adGroupFields(
  linkedIn: LinkedInAds,
  { session, desired, marker }: Draft,
  groupId: string,
  group: PlannedAdGroup,
): Json {
  const { currency } = desired;
  return {
    account: `${ACCOUNT_URN}${session.account}`,
    campaignGroup: `${GROUP_URN}${groupId}`,
    name: platformName(group.name, marker),
    status: 'DRAFT',
    type: 'TEXT_AD',
    ...OBJECTIVES[desired.objective],
    costType: COST_TYPE,
    dailyBudget: amountOf(group.dailyMicros, currency),
    ...(group.totalMicros === null ? {} : { totalBudget: amountOf(group.totalMicros, currency) }),
    locale: localeOf(desired),
    targetingCriteria: group.targeting,
    runSchedule: runSchedule(desired, session.timeZone, firstMoment(linkedIn)),
    politicalIntent: politicalIntent(desired),
    ...chosenValues('ad-group', currency),
  };
}

import { carriesName } from '../vendor/object-names.ts';
import { VendorFailure } from '../port.ts';
import { fillGroup, type LinkedInAds, type Work } from './create.ts';
import type { Json } from './http.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../rules/linkedin-ads/limits.ts';
import {
  LIVING,
  readChildren,
  readGroup,
  type LiveAdGroup,
  type LiveChildren,
  type LiveGroup,
} from './live.ts';
import { canonicalTargeting, platformName, politicalIntent } from './map.ts';
import { amountOf, microsOf } from './money.ts';
import { adGroupPath, groupPath } from './paths.ts';
import { planAdGroups, type PlannedAdGroup } from './plan.ts';
import { putAdGroupsAway, putAway } from './retire.ts';
import { scheduleChange } from './schedule.ts';

/**
 * Sends the differences between what LinkedIn holds and the desired campaign. Objects of ours that are gone go first,
 * then budgets fall before others rise, then what is new is made as DRAFT, so that the daily budgets that can be spent
 * never add up to more than the approved one. Throws `not-found` when the campaign group is gone.
 */
export async function updateCampaign(linkedIn: LinkedInAds, work: Work): Promise<void> {
  const { http } = linkedIn;
  const groupId = work.have.get('campaign')?.externalId ?? '';
  const group = groupId === '' ? null : await readGroup(http, work.session, groupId);
  if (group === null || !LIVING.includes(group.status))
    throw new VendorFailure(
      'not-found',
      'CAMPAIGN_MISSING',
      'LinkedIn Ads no longer has the campaign group.',
    );
  const planned = planAdGroups(work.desired);
  const live = await readChildren(http, work.session, groupId, work.have);
  await changeGroup(linkedIn, work, group);
  const left = await removeStale(linkedIn, work, planned, live);
  await changeAdGroups(linkedIn, work, planned, left);
  await fillGroup(linkedIn, work, groupId, planned, left);
}

async function changeGroup({ http, clock }: LinkedInAds, work: Work, group: LiveGroup): Promise<void> {
  const { session, desired, marker } = work;
  const set: Json = {};
  if (!carriesName(group.name, desired.name, LINKEDIN_ADS_LIMITS.nameCharacters))
    set['name'] = platformName(desired.name, marker);
  const schedule = scheduleChange(group.runSchedule, desired, session.timeZone, clock());
  if (schedule !== null) set['runSchedule'] = schedule;
  if (Object.keys(set).length > 0)
    await http.patch(session, groupPath(session.account, String(group.id)), set);
}

/** Puts away what the ledger knows and the campaign no longer wants; gives what is left on the platform. */
async function removeStale(
  { http }: LinkedInAds,
  { session, have, record }: Work,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
): Promise<LiveChildren> {
  const wanted = new Set([
    'campaign',
    ...planned.flatMap(({ key, ads }) => [key, ...ads.map((ad) => ad.key)]),
  ]);
  const stale = new Map(
    [...have].filter(([key]) => !wanted.has(key)).map(([key, object]) => [object.externalId, key]),
  );
  const done = async (externalId: string): Promise<void> => {
    const key = stale.get(externalId);
    const object = key === undefined ? undefined : have.get(key);
    if (key === undefined || object === undefined) return;
    have.delete(key);
    await record({ key, ...object, state: 'removed' });
  };
  const goneGroups = live.adGroups.filter(({ externalId }) => stale.has(externalId));
  await putAdGroupsAway(http, session, goneGroups, live.ads, done);
  for (const ad of live.ads) {
    const key = stale.get(ad.externalId);
    if (key === undefined || !have.has(key)) continue;
    await putAway(http, session, { ...ad, kind: 'ad' });
    await done(ad.externalId);
  }
  for (const externalId of stale.keys()) await done(externalId);
  return {
    adGroups: live.adGroups.filter((group) => !goneGroups.includes(group)),
    ads: live.ads.filter(({ externalId }) => !stale.has(externalId)),
  };
}

async function changeAdGroups(
  linkedIn: LinkedInAds,
  work: Work,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
): Promise<void> {
  const { session } = work;
  const changes = planned.flatMap((group) => {
    const same = live.adGroups.filter(({ key }) => key === group.key);
    const found =
      same.find(({ externalId }) => externalId === work.have.get(group.key)?.externalId) ?? same[0];
    if (found === undefined) return [];
    const rise = group.dailyMicros - (microsOf(found.dailyBudget) ?? 0);
    return [{ id: found.externalId, rise, ...adGroupChange(linkedIn, work, group, found) }];
  });
  for (const { id, set, clear } of changes.sort((a, b) => a.rise - b.rise))
    if (Object.keys(set).length + clear.length > 0)
      await linkedIn.http.patch(session, adGroupPath(session.account, id), set, clear);
}

function adGroupChange(
  { clock }: LinkedInAds,
  { session, desired }: Work,
  group: PlannedAdGroup,
  found: LiveAdGroup,
): { set: Json; clear: string[] } {
  const set: Json = {};
  const clear: string[] = [];
  if (microsOf(found.dailyBudget) !== group.dailyMicros)
    set['dailyBudget'] = amountOf(group.dailyMicros, desired.currency);
  if (group.totalMicros === null && found.totalBudget !== undefined) clear.push('totalBudget');
  if (group.totalMicros !== null && microsOf(found.totalBudget) !== group.totalMicros)
    set['totalBudget'] = amountOf(group.totalMicros, desired.currency);
  if (canonicalTargeting(found.targetingCriteria) !== canonicalTargeting(group.targeting))
    set['targetingCriteria'] = group.targeting;
  if (found.politicalIntent !== politicalIntent(desired)) set['politicalIntent'] = politicalIntent(desired);
  const schedule = scheduleChange(found.runSchedule, desired, session.timeZone, clock());
  if (schedule !== null) set['runSchedule'] = schedule;
  return { set, clear };
}

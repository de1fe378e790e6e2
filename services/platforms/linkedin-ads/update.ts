import { carriesName } from '../vendor/object-names.ts';
import { VendorFailure, type CreateWork } from '../port.ts';
import { draftOf, fillGroup, type Draft, type LinkedInAds } from './create.ts';
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
import { planAdGroups, plannedObjects, type PlannedAdGroup } from './plan.ts';
import { retireAdGroups, retire } from './retire.ts';
import { scheduleChange } from './schedule.ts';

/**
 * Sends the differences between the campaign at LinkedIn and the desired one. First it removes objects that are no
 * longer wanted, then it lowers budgets, then it raises others, then it creates new objects as DRAFT. In this order the
 * daily budgets that can be spent never add up to more than the approved one.
 * @throws VendorFailure `gone` when the campaign group is gone
 */
export async function updateCampaign(linkedIn: LinkedInAds, work: CreateWork): Promise<void> {
  const { http } = linkedIn;
  const draft = draftOf(work);
  const { session, objects } = draft;
  const groupId = objects.get('campaign')?.externalId ?? '';
  const group = groupId === '' ? null : await readGroup(http, session, groupId);
  if (group === null || !LIVING.includes(group.status))
    throw new VendorFailure('gone', 'CAMPAIGN_MISSING', 'LinkedIn Ads no longer has the campaign group.');
  const planned = planAdGroups(work.desired);
  const existing = await readChildren(http, session, groupId, objects);
  await changeGroup(linkedIn, draft, group);
  const live = await removeStale(linkedIn, draft, planned, existing);
  await changeAdGroups(linkedIn, draft, planned, live);
  await fillGroup(linkedIn, draft, { groupId, planned, live });
}

async function changeGroup(
  { http, clock }: LinkedInAds,
  { session, desired, marker }: Draft,
  group: LiveGroup,
): Promise<void> {
  const set: Json = {};
  if (!carriesName(group.name, desired.name, LINKEDIN_ADS_LIMITS.nameCharacters))
    set['name'] = platformName(desired.name, marker);
  const schedule = scheduleChange(group.runSchedule, desired, session.timeZone, clock());
  if (schedule !== null) set['runSchedule'] = schedule;
  if (Object.keys(set).length > 0)
    await http.patch(session, groupPath(session.account, String(group.id)), set);
}

/** Retires objects of the ledger that the desired campaign does not have; returns what is left on the platform. */
async function removeStale(
  { http }: LinkedInAds,
  { session, objects, record }: Draft,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
): Promise<LiveChildren> {
  const keys = new Set(plannedObjects(planned).map(({ key }) => key));
  const stale = new Map(
    [...objects].filter(([key]) => !keys.has(key)).map(([key, object]) => [object.externalId, key]),
  );
  const recordRemoval = async (externalId: string): Promise<void> => {
    const key = stale.get(externalId);
    const object = key === undefined ? undefined : objects.get(key);
    if (key === undefined || object === undefined) return;
    objects.delete(key);
    await record({ key, ...object, state: 'removed' });
  };
  const staleGroups = live.adGroups.filter(({ externalId }) => stale.has(externalId));
  await retireAdGroups(http, session, staleGroups, live.ads, recordRemoval);
  for (const ad of live.ads) {
    const key = stale.get(ad.externalId);
    if (key === undefined || !objects.has(key)) continue;
    await retire(http, session, { ...ad, kind: 'ad' });
    await recordRemoval(ad.externalId);
  }
  for (const externalId of stale.keys()) await recordRemoval(externalId);
  return {
    adGroups: live.adGroups.filter((group) => !staleGroups.includes(group)),
    ads: live.ads.filter(({ externalId }) => !stale.has(externalId)),
  };
}

async function changeAdGroups(
  linkedIn: LinkedInAds,
  draft: Draft,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
): Promise<void> {
  const { session, objects } = draft;
  const changes = planned.flatMap((group) => {
    const candidates = live.adGroups.filter(({ key }) => key === group.key);
    const liveGroup =
      candidates.find(({ externalId }) => externalId === objects.get(group.key)?.externalId) ?? candidates[0];
    if (liveGroup === undefined) return [];
    const rise = group.dailyMicros - (microsOf(liveGroup.dailyBudget) ?? 0);
    return [{ id: liveGroup.externalId, rise, ...adGroupChange(linkedIn, draft, group, liveGroup) }];
  });
  for (const { id, set, clear } of changes.sort((a, b) => a.rise - b.rise))
    if (Object.keys(set).length + clear.length > 0)
      await linkedIn.http.patch(session, adGroupPath(session.account, id), set, clear);
}

function adGroupChange(
  { clock }: LinkedInAds,
  { session, desired }: Draft,
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

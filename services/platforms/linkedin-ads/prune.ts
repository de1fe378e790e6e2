import type { PruneWork } from '../port.ts';
import { changeAdGroups } from './ad-group-change.ts';
import { draftOf, type Draft, type LinkedInAds } from './create.ts';
import { foundAd, foundAdGroup } from './found.ts';
import { findGroupsByName, LIVING, readChildren, readGroup, type LiveChildren } from './live.ts';
import { platformName } from './map.ts';
import { CAMPAIGN_URN } from './paths.ts';
import { planAdGroups, plannedObjects, type PlannedAdGroup } from './plan.ts';
import { deleteDraftAdGroups, deleteDraftGroup, retire, retireAdGroups } from './retire.ts';

/**
 * Retires objects of the ledger that the desired campaign does not have, drafts that the step has made twice, and what a person has
 * decided to have removed, from the leaves up; then raises the budgets that had to wait.
 */
export async function pruneCampaign(linkedIn: LinkedInAds, work: PruneWork): Promise<void> {
  const { http } = linkedIn;
  const draft = draftOf(work, work.touches);
  const { session, desired, marker, objects } = draft;
  const groupId = objects.get('campaign')?.externalId;
  const group = groupId === undefined ? null : await readGroup(http, session, groupId);
  if (group === null || groupId === undefined || !LIVING.includes(group.status)) return;
  const planned = planAdGroups(desired);
  const existing = await readChildren(http, session, groupId, objects);
  const live = await removeStale(linkedIn, draft, planned, existing, work.evict);
  await deleteDraftAdGroups(http, session, twinsIn(live, session.timeZone, work));
  if (work.isFirst)
    for (const twin of await findGroupsByName(http, session, platformName(desired.name, marker)))
      if (twin.status === 'DRAFT' && twin.id !== group.id) await deleteDraftGroup(http, session, twin);
  await changeAdGroups(linkedIn, draft, planned, live, {
    budgets: 'all',
    guard: work.guard,
    write: work.write,
  });
}

/** What the platform has made twice of what this step made; a second ad group goes with what is in it. */
function twinsIn({ adGroups, ads }: LiveChildren, timeZone: string, work: PruneWork): LiveChildren {
  const { isTwin, marker, desired } = work;
  const groups = adGroups.filter((one) => isTwin(foundAdGroup(one, timeZone, marker)));
  const parents = new Set(groups.map(({ id }) => `${CAMPAIGN_URN}${id}`));
  const isTwinAd = (ad: LiveChildren['ads'][number]) => isTwin(foundAd(ad, adGroups, desired.landingPageUrl));
  return { adGroups: groups, ads: ads.filter((ad) => parents.has(ad.campaign) || isTwinAd(ad)) };
}

/** Retires objects of the ledger that the desired campaign does not have; returns what is left on the platform. */
async function removeStale(
  { http }: LinkedInAds,
  { session, objects, record }: Draft,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
  evict: PruneWork['evict'],
): Promise<LiveChildren> {
  const keys = new Set(plannedObjects(planned).map(({ key }) => key));
  const stale = new Map(
    [...objects].filter(([key]) => !keys.has(key)).map(([key, object]) => [object.externalId, key]),
  );
  const doomed = new Set([...stale.keys(), ...evict.map(({ externalId }) => externalId)]);
  const recordRemoval = async (externalId: string): Promise<void> => {
    const key = stale.get(externalId);
    const object = key === undefined ? undefined : objects.get(key);
    if (key === undefined || object === undefined) return;
    objects.delete(key);
    await record({ key, kind: object.kind, externalId, state: 'removed' });
  };
  const staleGroups = live.adGroups.filter(({ externalId }) => doomed.has(externalId));
  await retireAdGroups(http, session, staleGroups, live.ads, recordRemoval);
  const groupIds = new Set(staleGroups.map(({ id }) => String(id)));
  const isInStaleGroup = (campaign: string): boolean =>
    groupIds.has(campaign.slice(campaign.lastIndexOf(':') + 1));
  for (const ad of live.ads) {
    if (!doomed.has(ad.externalId) || isInStaleGroup(ad.campaign)) continue;
    await retire(http, session, { ...ad, kind: 'ad' });
    await recordRemoval(ad.externalId);
  }
  for (const externalId of stale.keys()) await recordRemoval(externalId);
  return {
    adGroups: live.adGroups.filter((group) => !staleGroups.includes(group)),
    ads: live.ads.filter((ad) => !doomed.has(ad.externalId) && !isInStaleGroup(ad.campaign)),
  };
}

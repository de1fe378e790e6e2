import { systemClock, type Clock } from '../../../lib/time.ts';
import type { FoundObject, PlatformConnection, SearchWork } from '../port.ts';
import { checkLinkedIn } from './check.ts';
import { createCampaign, stateOf, type LinkedInAds } from './create.ts';
import { readDelivery } from './delivery.ts';
import { LINKEDIN_LEVELS, readFigures } from './figures.ts';
import { readShare } from './found.ts';
import { linkedInAdsHttp } from './http.ts';
import { findGroupsByName, readChildren, readObject } from './live.ts';
import { platformName } from './map.ts';
import { linkedInOAuth } from './oauth.ts';
import { planAdGroups, plannedObjects, shareOf } from './plan.ts';
import { activateCampaign, pauseCampaign, removeCampaign } from './serve.ts';
import type { LinkedInAdsSettings } from './settings.ts';
import { pruneCampaign } from './prune.ts';
import { updateCampaign } from './update.ts';

const SEARCH_LAG_MS = 180_000;

/**
 * LinkedIn Ads (text ads). Names are not unique there. After an unknown outcome, wait for `quietPeriodMs`; then
 * `find` must find nothing `emptySearchesBeforeRecreate` times before `create` is called again.
 */
export function linkedInAds(settings: LinkedInAdsSettings, clock: Clock = systemClock): PlatformConnection {
  const linkedIn: LinkedInAds = {
    http: linkedInAdsHttp(settings, clock),
    clock,
    startLeadMs: settings.startLeadMs ?? 0,
  };
  const quietPeriodMs =
    settings.quietPeriodMs ?? Math.max(settings.timeoutMs, settings.searchLagMs ?? SEARCH_LAG_MS);
  return {
    platform: 'linkedin-ads',
    quietPeriodMs,
    updateQuietPeriodMs: quietPeriodMs,
    emptySearchesBeforeRecreate: 2,
    check: (desired) => checkLinkedIn(desired, settings.limits),
    plan: (desired) => plannedObjects(planAdGroups(desired)),
    find: (work) => findObjects(linkedIn, work),
    create: (work) => createCampaign(linkedIn, work),
    share: shareOf,
    read: (work) => readShare(linkedIn, work),
    update: (work) => updateCampaign(linkedIn, work),
    prune: (work) => pruneCampaign(linkedIn, work),
    activate: (work) => activateCampaign(linkedIn, work),
    pause: (work) => pauseCampaign(linkedIn, work),
    remove: (work) => removeCampaign(linkedIn, work),
    delivery: (work) => readDelivery(linkedIn, work),
    levels: LINKEDIN_LEVELS,
    calendar: () => 'UTC',
    figures: (work) => readFigures(linkedIn, work),
    searchTerms: null,
    changes: null,
    confirmGone: async (session, { kind, externalId }) =>
      (await readObject(linkedIn.http, session, kind, externalId)) === null,
    ...linkedInOAuth(settings, linkedIn.http, clock),
  };
}

/** The planned objects under all groups with the marked name, the oldest group first. */
async function findObjects(
  { http }: LinkedInAds,
  { session, desired, marker }: SearchWork,
): Promise<FoundObject[]> {
  const planned = new Set(plannedObjects(planAdGroups(desired)).map(({ key }) => key));
  const found: FoundObject[] = [];
  for (const group of await findGroupsByName(http, session, platformName(desired.name, marker))) {
    const externalId = String(group.id);
    const { adGroups, ads } = await readChildren(http, session, externalId, new Map());
    const children = [
      ...adGroups.map((adGroup) => ({ ...adGroup, kind: 'ad-group' })),
      ...ads.map((ad) => ({ ...ad, kind: 'ad' })),
    ];
    found.push({ key: 'campaign', kind: 'campaign', externalId, state: stateOf(group.status) });
    for (const { key, kind, externalId, state } of children)
      if (planned.has(key)) found.push({ key, kind, externalId, state: stateOf(state) });
  }
  return found;
}

import { systemClock, type Clock } from '../../../lib/time.ts';
import {
  isAsMade,
  type FoundObject,
  type KnownObjects,
  type PlatformConnection,
  type SearchWork,
} from '../port.ts';
import { checkLinkedIn } from './check.ts';
import { createCampaign, stateOf, type LinkedInAds } from './create.ts';
import { readDelivery } from './delivery.ts';
import { LINKEDIN_LEVELS, readFigures } from './figures.ts';
import { foundAd, foundAdGroup, foundGroup, readShare } from './found.ts';
import { linkedInAdsHttp } from './http.ts';
import { findGroupsByName, LIVING, readChildren, readGroup, readObject, type LiveGroup } from './live.ts';
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

const NONE: KnownObjects = new Map();

/** The planned objects under the group of the ledger, or else under all groups with the marked name, the oldest group first. */
async function findObjects({ http }: LinkedInAds, work: SearchWork): Promise<FoundObject[]> {
  const { session, desired, marker, known = NONE } = work;
  const share = new Map(shareOf(desired, marker).map((one) => [one.key, one]));
  const found: FoundObject[] = [];
  const { timeZone } = session;
  for (const group of await groupsOf(http, work)) {
    const live = await readChildren(http, session, String(group.id), known);
    const objects = [
      [foundGroup(group, timeZone, marker), group.status] as const,
      ...live.adGroups.map((one) => [foundAdGroup(one, timeZone, marker), one.state] as const),
      ...live.ads.map((ad) => [foundAd(ad, live.adGroups, desired.landingPageUrl), ad.state] as const),
    ];
    for (const [object, status] of objects) {
      const { key, kind, externalId, parentId, isMarked } = object;
      const wanted = share.get(key);
      if (wanted === undefined) continue;
      const about = { key, kind, externalId, parentId, isMarked };
      found.push({ ...about, state: stateOf(status), isAsMade: isAsMade(wanted, object) });
    }
  }
  return found;
}

async function groupsOf(
  http: LinkedInAds['http'],
  { session, desired, marker, known }: SearchWork,
): Promise<LiveGroup[]> {
  const named = await findGroupsByName(http, session, platformName(desired.name, marker));
  const id = known?.get('campaign')?.externalId;
  if (id === undefined || named.some((group) => String(group.id) === id)) return named;
  const own = await readGroup(http, session, id);
  return own === null || !LIVING.includes(own.status) ? named : [own, ...named];
}

import { systemClock, type Clock } from '../../../lib/time.ts';
import type { FoundObject, PlatformConnection, Session } from '../port.ts';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { checkLinkedIn } from './check.ts';
import { createCampaign, stateOf, workOf, type LinkedInAds } from './create.ts';
import { linkedInAdsHttp } from './http.ts';
import { groupsNamed, readChildren } from './live.ts';
import { platformName } from './map.ts';
import { linkedInOAuth } from './oauth.ts';
import { planAdGroups } from './plan.ts';
import { activateCampaign, pauseCampaign, removeCampaign } from './serve.ts';
import type { LinkedInAdsSettings } from './settings.ts';
import { updateCampaign } from './update.ts';
import { verifyCampaign } from './verify.ts';

const SEARCH_LAG_MS = 180_000;

/**
 * LinkedIn Ads (text ads). Nothing has a natural key there: after an unknown outcome, wait `quietPeriodMs`, then `find`
 * must come back empty `emptySearchesBeforeRecreate` times before `create` is called again.
 */
export function linkedInAds(settings: LinkedInAdsSettings, clock: Clock = systemClock): PlatformConnection {
  const linkedIn: LinkedInAds = { http: linkedInAdsHttp(settings, clock), clock };
  return {
    platform: 'linkedin-ads',
    quietPeriodMs:
      settings.quietPeriodMs ?? Math.max(settings.timeoutMs, settings.searchLagMs ?? SEARCH_LAG_MS),
    emptySearchesBeforeRecreate: 2,
    check: (desired) => checkLinkedIn(desired, settings.limits),
    plan: (desired) => [
      { key: 'campaign', kind: 'campaign' },
      ...planAdGroups(desired).flatMap(({ key, ads }) => [
        { key, kind: 'ad-group' },
        ...ads.map((ad) => ({ key: ad.key, kind: 'ad' })),
      ]),
    ],
    find: (session, desired, marker) => findObjects(linkedIn, session, desired, marker),
    create: async (...request) => createCampaign(linkedIn, workOf(...request)),
    verify: (...request) => verifyCampaign(linkedIn, ...request),
    update: async (...request) => updateCampaign(linkedIn, workOf(...request)),
    activate: (...request) => activateCampaign(linkedIn, ...request),
    pause: (...request) => pauseCampaign(linkedIn, ...request),
    remove: (...request) => removeCampaign(linkedIn, ...request),
    ...linkedInOAuth(settings, linkedIn.http, clock),
  };
}

/** Planned objects under every group of the marked name, the oldest group first. */
async function findObjects(
  { http }: LinkedInAds,
  session: Session,
  desired: DesiredCampaign,
  marker: string,
): Promise<FoundObject[]> {
  const wanted = new Set(planAdGroups(desired).flatMap(({ key, ads }) => [key, ...ads.map((ad) => ad.key)]));
  const found: FoundObject[] = [];
  for (const group of await groupsNamed(http, session, platformName(desired.name, marker))) {
    const { adGroups, ads } = await readChildren(http, session, String(group.id), new Map());
    found.push({
      key: 'campaign',
      kind: 'campaign',
      externalId: String(group.id),
      state: stateOf(group.status),
    });
    for (const { key, externalId, state } of adGroups)
      if (wanted.has(key)) found.push({ key, kind: 'ad-group', externalId, state: stateOf(state) });
    for (const { key, externalId, state } of ads)
      if (wanted.has(key)) found.push({ key, kind: 'ad', externalId, state: stateOf(state) });
  }
  return found;
}

import { systemClock, type Clock } from '../../../lib/time.ts';
import type { FoundObject, PlatformConnection } from '../port.ts';
import { checkGoogle } from './check.ts';
import { createCampaign, type GoogleAds } from './create.ts';
import { googleAdsHttp } from './http.ts';
import { readByMarker } from './live.ts';
import { googleOAuth } from './oauth.ts';
import { planResources } from './plan.ts';
import { activateCampaign, pauseCampaign, removeCampaign } from './serve.ts';
import type { GoogleAdsSettings } from './settings.ts';
import { updateCampaign } from './update.ts';
import { verifyCampaign } from './verify.ts';

/**
 * Google Ads (Search). A campaign is one atomic mutate under a unique name, so a repeat after an unknown outcome is
 * refused as a duplicate and adopted: no quiet period is needed.
 */
export function googleAds(settings: GoogleAdsSettings, clock: Clock = systemClock): PlatformConnection {
  const google: GoogleAds = { http: googleAdsHttp(settings, clock), clock };
  return {
    platform: 'google-ads',
    quietPeriodMs: settings.quietPeriodMs ?? 0,
    emptySearchesBeforeRecreate: 1,
    check: (desired) => checkGoogle(desired, settings.limits),
    plan: (desired) =>
      planResources(desired, '', desired.schedule.startDate).map(({ key, kind }) => ({ key, kind })),
    find: async (session, desired, marker) => {
      const live = await readByMarker(google.http, session, marker);
      const wanted = new Set(
        planResources(desired, marker, desired.schedule.startDate).map(({ key }) => key),
      );
      return (live?.objects ?? [])
        .filter(({ key }) => wanted.has(key))
        .map(({ key, kind, externalId, serves }): FoundObject => ({
          key,
          kind,
          externalId,
          state: serves ? 'active' : 'created',
        }));
    },
    create: (...request) => createCampaign(google, ...request),
    verify: (...request) => verifyCampaign(google, ...request),
    update: (...request) => updateCampaign(google, ...request),
    activate: (...request) => activateCampaign(google, ...request),
    pause: (...request) => pauseCampaign(google, ...request),
    remove: (...request) => removeCampaign(google, ...request),
    ...googleOAuth(settings, google.http, clock),
  };
}

import { systemClock, type Clock } from '../../../lib/time.ts';
import type { FoundObject, KnownObjects, PlatformConnection, SearchWork } from '../port.ts';
import { checkGoogle } from './check.ts';
import { createCampaign, type GoogleAds } from './create.ts';
import { googleAdsHttp } from './http.ts';
import { isListed, readById, readByMarker } from './live.ts';
import { googleOAuth } from './oauth.ts';
import { readDelivery } from './delivery.ts';
import { GOOGLE_LEVELS, readFigures } from './figures.ts';
import { readChanges } from './changes-told.ts';
import { readSearchTerms } from './search-terms.ts';
import { plannedAmong, readShare } from './found.ts';
import { planResources, shareOf } from './plan.ts';
import { pruneCampaign } from './prune.ts';
import { activateCampaign, pauseCampaign, removeCampaign } from './serve.ts';
import type { GoogleAdsSettings } from './settings.ts';
import { updateCampaign } from './update.ts';

/** A mutate that was given up has been seen to take effect after 42 to 154 seconds (googleads/google-ads-java#671). */
const MUTATE_LAG_MS = 180_000;

/**
 * Google Ads (Search). A campaign is created in one atomic mutate under a unique name. A repeat after an unknown
 * outcome is refused as a duplicate, and the existing campaign is adopted, so no quiet period is needed.
 * Ads and keywords have no unique name: an update waits until a lost one can no longer take effect.
 */
export function googleAds(settings: GoogleAdsSettings, clock: Clock = systemClock): PlatformConnection {
  const google: GoogleAds = {
    http: googleAdsHttp(settings, clock),
    clock,
    startLeadMs: settings.startLeadMs ?? 0,
  };
  return {
    platform: 'google-ads',
    quietPeriodMs: settings.quietPeriodMs ?? 0,
    updateQuietPeriodMs: settings.updateQuietPeriodMs ?? MUTATE_LAG_MS,
    emptySearchesBeforeRecreate: 1,
    check: (desired) => checkGoogle(desired, settings.limits),
    plan: (desired) =>
      planResources(desired, '', desired.schedule.startDate).map(({ key, kind }) => ({ key, kind })),
    find: (work) => findObjects(google, work),
    create: (work) => createCampaign(google, work),
    share: shareOf,
    read: (work) => readShare(google, work),
    update: (work) => updateCampaign(google, work),
    prune: (work) => pruneCampaign(google, work),
    activate: (work) => activateCampaign(google, work),
    pause: (work) => pauseCampaign(google, work),
    remove: (work) => removeCampaign(google, work),
    delivery: (work) => readDelivery(google, work),
    levels: GOOGLE_LEVELS,
    calendar: ({ timeZone }) => timeZone,
    figures: (work) => readFigures(google, work),
    changes: (work) => readChanges(google, work),
    searchTerms: (work) => readSearchTerms(google, work),
    confirmGone: async (session, { kind, externalId }) =>
      !(await isListed(google.http, session, kind, externalId)),
    ...googleOAuth(settings, google.http, clock),
  };
}

const NONE: KnownObjects = new Map();

async function findObjects({ http }: GoogleAds, work: SearchWork): Promise<FoundObject[]> {
  const { session, desired, marker, known = NONE } = work;
  const id = known.get('campaign')?.externalId;
  const live =
    id === undefined ? await readByMarker(http, session, marker) : await readById(http, session, id, known);
  return live === null ? [] : plannedAmong(live, shareOf(desired, marker), work);
}

import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { dayIn } from '../vendor/account-days.ts';
import { carriesName } from '../vendor/object-names.ts';
import type { KnownObjects, Mismatch, VerifyWork } from '../port.ts';
import type { GoogleAds } from './create.ts';
import { GOOGLE_ADS_LIMITS } from '../../../rules/google-ads/limits.ts';
import { readById, readByMarker, type LiveCampaign } from './live.ts';
import { BIDDING, endDateTime, euPolitical } from './map.ts';
import { planResources } from './plan.ts';

/**
 * The differences between the campaign at Google and the desired one: name, money, dates, declaration, bidding, and for
 * each key the number of objects (objects that this product did not create count too). Serving or not is no difference.
 */
export async function verifyCampaign(
  { http, clock }: GoogleAds,
  { session, desired, marker, known }: VerifyWork,
): Promise<Mismatch[]> {
  const id = known.get('campaign')?.externalId;
  const live =
    id === undefined ? await readByMarker(http, session, marker) : await readById(http, session, id);
  if (live === null) return [{ path: 'campaign', wanted: id ?? marker, found: null }];
  const today = dayIn(session.timeZone, clock());
  return [...settingMismatches(live, desired, today), ...objectMismatches(live, desired, known, today)];
}

function settingMismatches(live: LiveCampaign, desired: DesiredCampaign, today: string): Mismatch[] {
  const { startDate, endDate } = desired.schedule;
  const max = GOOGLE_ADS_LIMITS.campaignNameCharacters;
  const pairs: [string, unknown, unknown, boolean?][] = [
    ['name', desired.name, live.name, carriesName(live.name, desired.name, max)],
    ['currency', desired.currency, live.currency],
    ['dailyMicros', String(desired.dailyMicros), live.budget.amountMicros],
    ['schedule.startDate', startDate, live.startDateTime, startMatches(live.startDateTime, startDate, today)],
    ['schedule.endDate', endDate === undefined ? null : endDateTime(endDate), live.endDateTime],
    ['declarations.euPoliticalAdvertising', euPolitical(desired), live.euPolitical],
    ['objective', BIDDING[desired.objective].type, live.biddingType],
  ];
  return pairs
    .filter(([, wanted, found, same]) => !(same ?? wanted === found))
    .map(([path, wanted, found]) => ({ path, wanted, found }));
}

function objectMismatches(
  live: LiveCampaign,
  desired: DesiredCampaign,
  known: KnownObjects,
  today: string,
): Mismatch[] {
  const planned = new Set(planResources(desired, '', today).map(({ key }) => key));
  const found = Map.groupBy(live.objects, ({ key }) => key);
  const counts = [...new Set([...planned, ...found.keys()])].map((path) => ({
    path,
    wanted: planned.has(path) ? 1 : 0,
    found: found.get(path)?.length ?? 0,
  }));
  const ids = [...known]
    .filter(([key]) => planned.has(key) && found.has(key))
    .filter(([key, { externalId }]) => !found.get(key)?.some((object) => object.externalId === externalId))
    .map(([path, { externalId }]) => ({ path, wanted: externalId, found: found.get(path)?.[0]?.externalId }));
  return [...counts.filter(({ wanted, found: count }) => wanted !== count), ...ids];
}

/**
 * Whether the start on the platform is the wanted day, or a later one because the wanted day had passed at creation.
 */
export function startMatches(found: string | null, startDate: string, today: string): boolean {
  const day = found?.slice(0, 10) ?? '';
  return day === startDate || (startDate < day && day <= today);
}

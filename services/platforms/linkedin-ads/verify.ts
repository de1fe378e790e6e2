import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { carriesName } from '../vendor/object-names.ts';
import type { KnownObjects, Mismatch, Session, VerifyWork } from '../port.ts';
import type { LinkedInAds } from './create.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../rules/linkedin-ads/limits.ts';
import {
  findGroupsByName,
  LIVING,
  readChildren,
  readGroup,
  type LiveAdGroup,
  type LiveChildren,
} from './live.ts';
import { canonicalTargeting, platformName, politicalIntent, type RunSchedule } from './map.ts';
import { microsOf } from './money.ts';
import { planAdGroups, type PlannedAdGroup } from './plan.ts';
import { endMatches, startMatches } from './schedule.ts';

/**
 * The differences between the campaign at LinkedIn and the desired one: name, dates, for each ad group its budget,
 * currency, targeting and declaration, and for each key the number of objects. Serving or not is no difference.
 */
export async function verifyCampaign(
  { http, clock }: LinkedInAds,
  { session, desired, marker, known }: VerifyWork,
): Promise<Mismatch[]> {
  const id = known.get('campaign')?.externalId;
  const group =
    id === undefined
      ? ((await findGroupsByName(http, session, platformName(desired.name, marker)))[0] ?? null)
      : await readGroup(http, session, id);
  if (group === null || !LIVING.includes(group.status))
    return [{ path: 'campaign', wanted: id ?? marker, found: group?.status ?? null }];
  const live = await readChildren(http, session, String(group.id), known);
  const planned = planAdGroups(desired);
  const mismatches: Mismatch[] = carriesName(group.name, desired.name, LINKEDIN_ADS_LIMITS.nameCharacters)
    ? []
    : [{ path: 'name', wanted: desired.name, found: group.name }];
  mismatches.push(...scheduleMismatches('', group.runSchedule, desired, session, clock()));
  for (const found of live.adGroups) {
    const wanted = planned.find(({ key }) => key === found.key);
    if (wanted === undefined) continue;
    mismatches.push(...adGroupMismatches(wanted, found, desired));
    mismatches.push(...scheduleMismatches(`${wanted.key}.`, found.runSchedule, desired, session, clock()));
  }
  return [...mismatches, ...objectMismatches(planned, live, known)];
}

function scheduleMismatches(
  prefix: string,
  found: RunSchedule | undefined,
  desired: DesiredCampaign,
  { timeZone }: Session,
  now: Date,
): Mismatch[] {
  const { startDate, endDate } = desired.schedule;
  const start = { path: `${prefix}schedule.startDate`, wanted: startDate, found: iso(found?.start) };
  const end = { path: `${prefix}schedule.endDate`, wanted: endDate ?? null, found: iso(found?.end) };
  return [
    ...(startMatches(found?.start, desired, timeZone, now) ? [] : [start]),
    ...(endMatches(found?.end, desired, timeZone) ? [] : [end]),
  ];
}

function iso(instant: number | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString();
}

function adGroupMismatches(wanted: PlannedAdGroup, found: LiveAdGroup, desired: DesiredCampaign): Mismatch[] {
  const pairs: [string, unknown, unknown][] = [
    ['dailyMicros', wanted.dailyMicros, microsOf(found.dailyBudget)],
    ['totalMicros', wanted.totalMicros, microsOf(found.totalBudget)],
    ['currency', desired.currency, found.dailyBudget?.currencyCode ?? null],
    ['targeting', canonicalTargeting(wanted.targeting), canonicalTargeting(found.targetingCriteria)],
    ['declarations.euPoliticalAdvertising', politicalIntent(desired), found.politicalIntent ?? null],
  ];
  return pairs
    .filter(([, want, have]) => want !== have)
    .map(([field, want, have]) => ({ path: `${wanted.key}.${field}`, wanted: want, found: have }));
}

function objectMismatches(
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
  known: KnownObjects,
): Mismatch[] {
  const wanted = new Set(planned.flatMap(({ key, ads }) => [key, ...ads.map((ad) => ad.key)]));
  const found = Map.groupBy(
    [...live.adGroups, ...live.ads].map(({ key, externalId }) => ({ key, externalId })),
    ({ key }) => key,
  );
  const counts = [...new Set([...wanted, ...found.keys()])]
    .map((path) => ({ path, wanted: wanted.has(path) ? 1 : 0, found: found.get(path)?.length ?? 0 }))
    .filter(({ wanted: want, found: have }) => want !== have);
  const ids = [...known]
    .filter(([key]) => wanted.has(key) && found.has(key))
    .filter(([key, { externalId }]) => !found.get(key)?.some((object) => object.externalId === externalId))
    .map(([path, { externalId }]) => ({ path, wanted: externalId, found: found.get(path)?.[0]?.externalId }));
  return [...counts, ...ids];
}

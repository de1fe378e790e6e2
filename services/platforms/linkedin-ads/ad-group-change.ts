import { unmarkedName } from '../vendor/object-names.ts';
import { fieldsToWrite } from '../vendor/fields-to-write.ts';
import type { Guard, Write } from '../port.ts';
import { rightChoices } from './choices.ts';
import { firstMoment, type Draft, type LinkedInAds } from './create.ts';
import type { Json } from './http.ts';
import { foundAdGroup } from './found.ts';
import { readAdGroup, type LiveAdGroup, type LiveChildren } from './live.ts';
import { canonicalTargeting, COST_TYPE, OBJECTIVES, platformName, politicalIntent } from './map.ts';
import { amountOf, microsOf } from './money.ts';
import { named } from './naming.ts';
import { adGroupPath } from './paths.ts';
import { shareOf, type PlannedAdGroup } from './plan.ts';
import { scheduleChange } from './schedule.ts';

/**
 * Changes what is touched of the ad groups in place, those whose budget falls first; with `lower` no budget rises. Before money or
 * dates of an ad group are written it is read again and shown to the guard.
 */
export async function changeAdGroups(
  linkedIn: LinkedInAds,
  draft: Draft,
  planned: readonly PlannedAdGroup[],
  live: LiveChildren,
  { budgets, guard, write }: { budgets: 'lower' | 'all'; guard: Guard; write: Write },
): Promise<void> {
  const { session, objects } = draft;
  const share = shareOf(draft.desired, draft.marker);
  const changes = planned.flatMap((group) => {
    const known = objects.get(group.key)?.externalId;
    const liveGroup = live.adGroups.find(({ externalId }) => externalId === known);
    if (liveGroup === undefined) return [];
    const rise = group.dailyMicros - (microsOf(liveGroup.dailyBudget) ?? 0);
    const change = adGroupChange(linkedIn, draft, group, liveGroup);
    if (budgets === 'lower' && rise > 0) delete change.set['dailyBudget'];
    return [{ id: liveGroup.externalId, key: liveGroup.key, name: group.name, rise, ...change }];
  });
  for (const { id, key, name, set, clear } of changes.sort((a, b) => a.rise - b.rise)) {
    const written = [...Object.keys(set), ...clear];
    if (written.length === 0) continue;
    if (written.some((field) => MAY_RAISE.has(field))) {
      const now = await readAdGroup(linkedIn.http, session, id);
      guard(foundAdGroup({ ...now, key, externalId: id, state: now.status }, session.timeZone, draft.marker));
    }
    const path = adGroupPath(session.account, id);
    const isWritten = (field: string) => field !== 'dailyMicros' || 'dailyBudget' in set;
    const fields = fieldsToWrite(share, draft.touches, (one) => one === key).filter(({ field }) =>
      isWritten(field),
    );
    await write(fields, () =>
      named(`ad group “${name}”`, () => linkedIn.http.patch(session, path, set, clear)),
    );
  }
}

/** Fields with which more may be spent. */
const MAY_RAISE: ReadonlySet<string> = new Set(['dailyBudget', 'totalBudget', 'runSchedule']);

type AdGroupChange = { set: Json; clear: string[] };

function adGroupChange(
  linkedIn: LinkedInAds,
  draft: Draft,
  group: PlannedAdGroup,
  found: LiveAdGroup,
): AdGroupChange {
  const { session, desired, marker, touches } = draft;
  const set: Json = {};
  for (const { path, field, wanted, isSame } of [
    ...moneyFields(draft, group, found),
    ...settingFields(draft, group, found),
  ])
    if (!isSame && touches(group.key, path)) set[field] = wanted;
  if (
    touches(group.key, 'name') &&
    unmarkedName(found.name).name !== unmarkedName(platformName(group.name, marker)).name
  )
    set['name'] = platformName(group.name, marker);
  const schedule = touchesSchedule(draft, group.key)
    ? scheduleChange(found.runSchedule, desired, session.timeZone, firstMoment(linkedIn))
    : null;
  if (schedule !== null) set['runSchedule'] = schedule;
  const isCleared = group.totalMicros === null && found.totalBudget !== undefined;
  const choices = rightChoices('ad-group', found, {
    currency: desired.currency,
    touches: (path) => touches(group.key, path),
  });
  return {
    set: { ...set, ...choices.set },
    clear: [...(isCleared && touches(group.key, 'totalMicros') ? ['totalBudget'] : []), ...choices.clear],
  };
}

type FieldChange = { path: string; field: string; wanted: unknown; isSame: boolean };

function moneyFields({ desired }: Draft, group: PlannedAdGroup, found: LiveAdGroup): FieldChange[] {
  const money = (path: string, field: 'dailyBudget' | 'totalBudget', micros: number): FieldChange => ({
    path,
    field,
    wanted: amountOf(micros, desired.currency),
    isSame: microsOf(found[field]) === micros,
  });
  return [
    money('dailyMicros', 'dailyBudget', group.dailyMicros),
    ...(group.totalMicros === null ? [] : [money('totalMicros', 'totalBudget', group.totalMicros)]),
  ];
}

function settingFields({ desired }: Draft, group: PlannedAdGroup, found: LiveAdGroup): FieldChange[] {
  const setting = (path: string, field: keyof LiveAdGroup, wanted: unknown): FieldChange => ({
    path,
    field,
    wanted,
    isSame: found[field] === wanted,
  });
  const isSame = canonicalTargeting(found.targetingCriteria) === canonicalTargeting(group.targeting);
  return [
    { path: 'targeting', field: 'targetingCriteria', wanted: group.targeting, isSame },
    setting('declarations.euPoliticalAdvertising', 'politicalIntent', politicalIntent(desired)),
    setting('settings.costType', 'costType', COST_TYPE),
    setting(
      'settings.optimization',
      'optimizationTargetType',
      OBJECTIVES[desired.objective].optimizationTargetType,
    ),
  ];
}

/** Whether a date of an object may be written. */
export function touchesSchedule({ touches }: Draft, key: string): boolean {
  return touches(key, 'schedule.startDate') || touches(key, 'schedule.endDate');
}

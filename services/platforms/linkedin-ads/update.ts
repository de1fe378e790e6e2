import { unmarkedName } from '../vendor/object-names.ts';
import { VendorFailure, idOf, idsOf, type UpdateWork, type Write } from '../port.ts';
import { partsOf } from '../vendor/lowering.ts';
import { fieldsToWrite } from '../vendor/fields-to-write.ts';
import { changeAdGroups, touchesSchedule } from './ad-group-change.ts';
import { rightChoices } from './choices.ts';
import { draftOf, fillGroup, firstMoment, type Draft, type LinkedInAds } from './create.ts';
import { foundAdGroup, foundGroup } from './found.ts';
import type { Json } from './http.ts';
import { LIVING, readChildren, readGroup, type LiveChildren, type LiveGroup } from './live.ts';
import { platformName } from './map.ts';
import { amountOf } from './money.ts';
import { adGroupPath, groupPath, pathOf } from './paths.ts';
import { planAdGroups, shareOf } from './plan.ts';
import { rewriteAds } from './rewrite-ads.ts';
import { scheduleChange } from './schedule.ts';
import { transitionBudgets } from './transition.ts';

/**
 * Sends what the update touches: what only lowers what may be spent, then the other changes, then creates new objects as DRAFT. What is no longer
 * wanted stays until `pruneCampaign`; as long as ad groups of it serve, no budget is raised, and new ad groups begin with
 * less where that is needed, so that the daily budgets that can be spent never add up to more than an approved one.
 * @throws VendorFailure `gone` when the campaign group is gone
 */
export async function updateCampaign(linkedIn: LinkedInAds, work: UpdateWork): Promise<void> {
  const { http } = linkedIn;
  const draft = draftOf(work, work.touches);
  const { session, objects } = draft;
  const groupId = objects.get('campaign')?.externalId ?? '';
  const group = groupId === '' ? null : await readGroup(http, session, groupId);
  if (group === null || !LIVING.includes(group.status)) throw missing();
  const wanted = planAdGroups(work.desired);
  const live = await readChildren(http, session, groupId, objects);
  const { planned, lowered, isBusy } = transitionBudgets(
    wanted,
    live.adGroups,
    objects,
    work.desired.currency,
  );
  const { timeZone } = session;
  const ownIds = idsOf(objects);
  const { lowering, rest } = partsOf(work.touches, shareOf(work.desired, work.marker), [
    foundGroup(group, timeZone, work.marker),
    ...live.adGroups
      .filter((one) => ownIds.has(idOf({ ...one, kind: 'ad-group' })))
      .map((adGroup) => foundAdGroup(adGroup, timeZone, work.marker)),
  ]);
  const changes = { budgets: isBusy ? 'lower' : 'all', guard: work.guard, write: work.write } as const;
  await stop(linkedIn, draft, group, live);
  for (const one of lowered) await lower(linkedIn, draft, one, work.write);
  for (const touches of [lowering, rest]) {
    const part = { ...draft, touches };
    await changeGroup(linkedIn, part, group, work);
    await changeAdGroups(linkedIn, part, planned, live, changes);
  }
  await rewriteAds(linkedIn, draft, { planned, live }, work.write);
  await fillGroup(linkedIn, draft, { groupId, planned, live, adopts: false });
}

const missing = () =>
  new VendorFailure('gone', 'CAMPAIGN_MISSING', 'LinkedIn Ads no longer has the campaign group.');

async function changeGroup(
  linkedIn: LinkedInAds,
  draft: Draft,
  group: LiveGroup,
  { guard, write }: Pick<UpdateWork, 'guard' | 'write'>,
): Promise<void> {
  const { session, desired, marker, touches } = draft;
  const set: Json = {};
  const name = platformName(desired.name, marker);
  if (touches('campaign', 'name') && unmarkedName(group.name).name !== unmarkedName(name).name)
    set['name'] = name;
  const schedule = touchesSchedule(draft, 'campaign')
    ? scheduleChange(group.runSchedule, desired, session.timeZone, firstMoment(linkedIn))
    : null;
  if (schedule !== null) set['runSchedule'] = schedule;
  if (schedule !== null) {
    const now = await readGroup(linkedIn.http, session, String(group.id));
    if (now === null) throw missing();
    guard(foundGroup(now, session.timeZone, marker));
  }
  const choices = rightChoices('campaign', group, {
    currency: desired.currency,
    touches: (path) => touches('campaign', path),
  });
  Object.assign(set, choices.set);
  if (Object.keys(set).length + choices.clear.length === 0) return;
  const fields = fieldsToWrite(shareOf(desired, marker), touches, (key) => key === 'campaign');
  const path = groupPath(session.account, String(group.id));
  await write(fields, () => linkedIn.http.patch(session, path, set, choices.clear));
}

/** Pauses objects that somebody let serve and that are put back to paused. Nothing is ever raised here. */
async function stop(
  { http }: LinkedInAds,
  { session, objects, touches }: Draft,
  group: LiveGroup,
  live: LiveChildren,
): Promise<void> {
  const statuses = new Map([
    [String(group.id), group.status],
    ...[...live.adGroups, ...live.ads].map(({ externalId, state }) => [externalId, state] as const),
  ]);
  for (const [key, { kind, externalId, state }] of objects) {
    const isMeantToServe = state === 'active' || state === 'activating';
    if (statuses.get(externalId) !== 'ACTIVE' || isMeantToServe || !touches(key, 'status')) continue;
    const { path, status } = pathOf(session.account, kind, externalId);
    await http.patch(session, path, { [status]: 'PAUSED' });
  }
}

async function lower(
  { http }: LinkedInAds,
  { session, desired, objects }: Draft,
  { externalId, dailyMicros }: { externalId: string; dailyMicros: number },
  write: Write,
): Promise<void> {
  const set = { dailyBudget: amountOf(dailyMicros, desired.currency) };
  const fields = [...objects]
    .filter(([, object]) => object.kind === 'ad-group' && object.externalId === externalId)
    .map(([key]) => ({ key, field: 'dailyMicros', value: dailyMicros }));
  await write(fields, () => http.patch(session, adGroupPath(session.account, externalId), set));
}

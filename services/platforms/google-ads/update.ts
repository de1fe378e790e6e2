import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { dayIn } from '../vendor/account-days.ts';
import { carriesName } from '../vendor/object-names.ts';
import { VendorFailure, type Known, type RecordObject, type Session } from '../port.ts';
import { requireAccountCurrency, type GoogleAds } from './create.ts';
import type { Json, MutateOperation } from './http.ts';
import { GOOGLE_ADS_LIMITS } from '../../../rules/google-ads/limits.ts';
import { readById, type LiveCampaign } from './live.ts';
import { BIDDING, campaignName, endDateTime, euPolitical, startDateTime } from './map.ts';
import { createOperations, removeOperation, updateOperation } from './operations.ts';
import { planResources } from './plan.ts';
import { externalIdOf, isResourceKind, type PlannedResource } from './resources.ts';
import { startMatches } from './verify.ts';

/**
 * Sends the differences between what Google holds and the desired campaign in one atomic mutate: budget and campaign
 * change in place, content that is gone is removed, new content is made paused. Sends nothing when nothing differs.
 * Objects that this house did not make are left alone. Throws `not-found` when the campaign is gone.
 */
export async function updateCampaign(
  google: GoogleAds,
  session: Session,
  desired: DesiredCampaign,
  marker: string,
  known: Known,
  record: RecordObject,
): Promise<void> {
  requireAccountCurrency(session, desired);
  const live = await readById(google.http, session, known.get('campaign')?.externalId ?? '0');
  if (live === null)
    throw new VendorFailure('not-found', 'CAMPAIGN_MISSING', 'Google Ads no longer has the campaign.');
  const today = dayIn(session.timeZone, google.clock());
  const planned = planResources(desired, marker, today);
  const existing = new Map(live.objects.map(({ key, externalId }) => [key, externalId]));
  const fresh = planned.filter(({ key }) => !existing.has(key));
  const stale = staleObjects(planned, known);
  const operations = [
    ...removals(session.account, stale, live),
    ...budgetChange(session.account, live, desired, marker),
    ...campaignChange(session.account, live, desired, marker, today),
  ];
  const made = createOperations(session.account, fresh, existing);
  const names =
    operations.length + made.length === 0 ? [] : await google.http.mutate(session, [...operations, ...made]);
  for (const { key, kind, externalId } of stale) await record({ key, kind, externalId, state: 'removed' });
  for (const [index, { key, kind }] of fresh.entries())
    await record({
      key,
      kind,
      externalId: externalIdOf(names[operations.length + index] ?? ''),
      state: 'created',
    });
  await recordAdopted(planned, live, known, record);
}

type Stale = { key: string; kind: string; externalId: string };

function staleObjects(planned: readonly PlannedResource[], known: Known): Stale[] {
  const wanted = new Set(planned.map(({ key }) => key));
  return [...known]
    .filter(([key]) => !wanted.has(key))
    .map(([key, { kind, externalId }]) => ({ key, kind, externalId }));
}

/** Removals of what is still there; a child is not removed by itself when its ad group goes. */
function removals(account: string, stale: readonly Stale[], live: LiveCampaign): MutateOperation[] {
  const there = new Set(live.objects.map(({ key, externalId }) => `${key} ${externalId}`));
  const goneGroups = stale.filter(({ kind }) => kind === 'ad-group').map(({ key }) => `${key}/`);
  return stale
    .filter(({ key, externalId }) => there.has(`${key} ${externalId}`))
    .filter(({ key }) => !goneGroups.some((group) => key.startsWith(group)))
    .flatMap(({ kind, externalId }) =>
      isResourceKind(kind) ? [removeOperation(account, kind, externalId)] : [],
    );
}

function budgetChange(
  account: string,
  { budget }: LiveCampaign,
  desired: DesiredCampaign,
  marker: string,
): MutateOperation[] {
  const fields: Json = {};
  if (budget.amountMicros !== String(desired.dailyMicros))
    fields['amountMicros'] = String(desired.dailyMicros);
  if (!carriesName(budget.name, desired.name, GOOGLE_ADS_LIMITS.campaignNameCharacters))
    fields['name'] = campaignName(desired, marker);
  const mask = Object.keys(fields);
  return mask.length === 0 ? [] : [updateOperation(account, 'budget', budget.externalId, fields, mask)];
}

function campaignChange(
  account: string,
  live: LiveCampaign,
  desired: DesiredCampaign,
  marker: string,
  today: string,
): MutateOperation[] {
  const fields: Json = {};
  const mask: string[] = [];
  const set = (field: string, value: unknown, path = field): void => {
    if (value !== undefined) fields[field] = value;
    mask.push(path);
  };
  const { startDate, endDate } = desired.schedule;
  if (!carriesName(live.name, desired.name, GOOGLE_ADS_LIMITS.campaignNameCharacters))
    set('name', campaignName(desired, marker));
  if (!startMatches(live.startDateTime, startDate, today))
    set('startDateTime', startDateTime(desired, today));
  const wantedEnd = endDate === undefined ? undefined : endDateTime(endDate);
  if ((live.endDateTime ?? undefined) !== wantedEnd) set('endDateTime', wantedEnd);
  if (live.euPolitical !== euPolitical(desired)) set('containsEuPoliticalAdvertising', euPolitical(desired));
  const bidding = BIDDING[desired.objective];
  if (live.biddingType !== bidding.type) set(bidding.field, {}, bidding.clearing);
  return mask.length === 0 ? [] : [updateOperation(account, 'campaign', live.externalId, fields, mask)];
}

/** Planned objects that exist but whose answer was lost earlier: the ledger learns their ids. */
async function recordAdopted(
  planned: readonly PlannedResource[],
  live: LiveCampaign,
  known: Known,
  record: RecordObject,
): Promise<void> {
  const there = new Map(live.objects.map((object) => [object.key, object]));
  for (const { key, kind } of planned) {
    const object = there.get(key);
    if (object === undefined || known.get(key)?.externalId === object.externalId) continue;
    await record({ key, kind, externalId: object.externalId, state: object.serves ? 'active' : 'created' });
  }
}

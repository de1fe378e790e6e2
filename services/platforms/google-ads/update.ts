import { dayIn } from '../vendor/account-days.ts';
import { carriesName } from '../vendor/object-names.ts';
import { VendorFailure, type CreateWork } from '../port.ts';
import { requireAccountCurrency, type GoogleAds } from './create.ts';
import type { Json, MutateOperation } from './http.ts';
import { GOOGLE_ADS_LIMITS } from '../../../rules/google-ads/limits.ts';
import { readById, type LiveCampaign } from './live.ts';
import { BIDDING, campaignName, endDateTime, euPolitical, startDateTime } from './map.ts';
import { createOperations, removeOperation, updateOperation } from './operations.ts';
import { planResources } from './plan.ts';
import { externalIdOf, isResourceKind, type PlannedResource } from './resources.ts';
import { startMatches } from './verify.ts';

/** A change: the campaign as it is, as it should be, and the present day in the account's time zone. */
type Change = CreateWork & { live: LiveCampaign; planned: readonly PlannedResource[]; today: string };

/**
 * Sends the differences between the campaign at Google and the desired one in one atomic mutate: budget and campaign
 * are changed in place, objects that are no longer wanted are removed, new ones are created paused. Sends nothing when
 * nothing differs. Objects that this product did not create are left alone. @throws VendorFailure `gone` without a
 * campaign
 */
export async function updateCampaign(google: GoogleAds, work: CreateWork): Promise<void> {
  const { session, desired, marker, known, record } = work;
  requireAccountCurrency(session, desired);
  const live = await readById(google.http, session, known.get('campaign')?.externalId ?? '0');
  if (live === null)
    throw new VendorFailure('gone', 'CAMPAIGN_MISSING', 'Google Ads no longer has the campaign.');
  const today = dayIn(session.timeZone, google.clock());
  const change: Change = { ...work, live, planned: planResources(desired, marker, today), today };
  const existing = new Map(live.objects.map(({ key, externalId }) => [key, externalId]));
  const added = change.planned.filter(({ key }) => !existing.has(key));
  const stale = staleObjects(change);
  const changes = [...removals(change, stale), ...budgetChange(change), ...campaignChange(change)];
  const operations = [...changes, ...createOperations(session.account, added, existing)];
  const names = operations.length === 0 ? [] : await google.http.mutate(session, operations);
  for (const object of stale) await record({ ...object, state: 'removed' });
  for (const [index, { key, kind }] of added.entries()) {
    const externalId = externalIdOf(names[changes.length + index] ?? '');
    await record({ key, kind, externalId, state: 'created' });
  }
  await recordFoundObjects(change);
}

type StaleObject = { key: string; kind: string; externalId: string };

/** Objects of the ledger that the desired campaign does not have. */
function staleObjects({ planned, known }: Change): StaleObject[] {
  const keys = new Set(planned.map(({ key }) => key));
  return [...known].filter(([key]) => !keys.has(key)).map(([key, object]) => ({ key, ...object }));
}

/** Operations that remove stale objects; a child is left out when its ad group is removed with it. */
function removals({ session, live }: Change, stale: readonly StaleObject[]): MutateOperation[] {
  const liveIds = new Set(live.objects.map(({ key, externalId }) => `${key} ${externalId}`));
  const removedGroups = stale.filter(({ kind }) => kind === 'ad-group').map(({ key }) => `${key}/`);
  return stale
    .filter(({ key, externalId }) => liveIds.has(`${key} ${externalId}`))
    .filter(({ key }) => !removedGroups.some((group) => key.startsWith(group)))
    .flatMap(({ kind, externalId }) =>
      isResourceKind(kind) ? [removeOperation(session.account, kind, externalId)] : [],
    );
}

function budgetChange({ session, live: { budget }, desired, marker }: Change): MutateOperation[] {
  const fields: Json = {};
  if (budget.amountMicros !== String(desired.dailyMicros))
    fields['amountMicros'] = String(desired.dailyMicros);
  if (!carriesName(budget.name, desired.name, GOOGLE_ADS_LIMITS.campaignNameCharacters))
    fields['name'] = campaignName(desired, marker);
  const mask = Object.keys(fields);
  return mask.length === 0
    ? []
    : [updateOperation(session.account, 'budget', budget.externalId, fields, mask)];
}

function campaignChange({ session, live, desired, marker, today }: Change): MutateOperation[] {
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
  const end = endDate === undefined ? undefined : endDateTime(endDate);
  if ((live.endDateTime ?? undefined) !== end) set('endDateTime', end);
  if (live.euPolitical !== euPolitical(desired)) set('containsEuPoliticalAdvertising', euPolitical(desired));
  const bidding = BIDDING[desired.objective];
  if (live.biddingType !== bidding.type) set(bidding.field, {}, bidding.clearing);
  return mask.length === 0
    ? []
    : [updateOperation(session.account, 'campaign', live.externalId, fields, mask)];
}

/** Records the ids of planned objects that exist although the answer to their creation was lost. */
async function recordFoundObjects({ planned, live, known, record }: Change): Promise<void> {
  const liveObjects = new Map(live.objects.map((object) => [object.key, object]));
  for (const { key, kind } of planned) {
    const object = liveObjects.get(key);
    if (object === undefined || known.get(key)?.externalId === object.externalId) continue;
    await record({ key, kind, externalId: object.externalId, state: object.serves ? 'active' : 'created' });
  }
}

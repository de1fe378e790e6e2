import { unmarkedName } from '../vendor/object-names.ts';
import { VendorFailure, type KnownObjects, type UpdateWork } from '../port.ts';
import { firstDay, requireAccountCurrency, type GoogleAds } from './create.ts';
import type { Json, MutateOperation } from './http.ts';
import { foundObject } from './found.ts';
import { readById, readOwn, type LiveCampaign } from './live.ts';
import { BIDDING, CAMPAIGN_SETTINGS, campaignName, endDateTime, euPolitical, startDateTime } from './map.ts';
import { adUpdateOperation, createOperations, statusOperation, updateOperation } from './operations.ts';
import { exempted, namingObjects } from './policy.ts';
import { planResources } from './plan.ts';
import { externalIdOf, isResourceKind, snakeCase, type PlannedResource } from './resources.ts';

/** A change: the campaign as it is, as it should be, and the first day at which it can begin. */
type Change = UpdateWork & { live: LiveCampaign; planned: readonly PlannedResource[]; today: string };

/**
 * Sends what the update touches in one atomic mutate: budget, campaign and ads are changed in place, new objects are made
 * paused. What is no longer wanted stays until `pruneCampaign`. Sends nothing when nothing differs.
 * @throws VendorFailure `gone` without a campaign
 */
export async function updateCampaign(google: GoogleAds, work: UpdateWork): Promise<void> {
  const { session, desired, marker, known, record } = work;
  requireAccountCurrency(session, desired);
  const live = await readById(google.http, session, known.get('campaign')?.externalId ?? '0', known);
  if (live === null) throw missing();
  const today = firstDay(google, session);
  const change: Change = { ...work, live, planned: planResources(desired, marker, today), today };
  const edits = editedAds(change);
  const added = newObjects(change, edits);
  const raising = [...budgetChange(change), ...campaignChange(change)];
  const others = [...raising, ...groupNames(change), ...stops(change)];
  const adChanges = edits.flatMap(({ key, externalId, resource }) => {
    if (resource === null) return [];
    const operation = adUpdateOperation(session.account, externalId, resource.fields['ad'] as Json);
    return [{ key, operation: exempted(operation, key, work.exemptions) }];
  });
  const changes = [...others, ...adChanges.map(({ operation }) => operation)];
  const keys = [...others.map(() => null), ...[...adChanges, ...added].map(({ key }) => key)];
  const existing = new Map(live.objects.map(({ key, externalId }) => [key, externalId]));
  for (const [key, { externalId }] of known) existing.set(key, externalId);
  const operations = [...changes, ...createOperations(session.account, added, existing, work.exemptions)];
  if (raising.length > 0) await lookAgain(google, change);
  const names =
    operations.length === 0 ? [] : await namingObjects(keys, () => google.http.mutate(session, operations));
  for (const { key, externalId, state } of edits) await record({ key, kind: 'ad', externalId, state });
  for (const [index, { key, kind }] of added.entries()) {
    const externalId = externalIdOf(names[changes.length + index] ?? '');
    await record({ key, kind, externalId, state: 'created' });
  }
  await recordFoundObjects(change);
}

/** Shows budget and campaign to the guard as they are right before the mutate that changes them. */
async function lookAgain(google: GoogleAds, { session, live, desired, guard }: Change): Promise<void> {
  const now = await readOwn(google.http, session, live.externalId);
  if (now === null) throw missing();
  for (const object of now.objects) guard(foundObject(object, now, desired.landingPageUrl));
}

const missing = () => new VendorFailure('gone', 'CAMPAIGN_MISSING', 'Google Ads no longer has the campaign.');

type EditedAd = {
  key: string;
  externalId: string;
  state: 'created' | 'active' | 'paused';
  /** Null when the ad has this content already, from an attempt whose answer was lost. */
  resource: PlannedResource | null;
};

/**
 * Ads that are edited in place. Of each ad group the ads that are no longer wanted become the new ones, in order; an ad that
 * somebody else changed, and that is to be put back, becomes itself again.
 */
function editedAds({ planned, known, live, touches }: Change): EditedAd[] {
  const wanted = new Set(planned.map(({ key }) => key));
  const byId = new Map(live.objects.map((object) => [object.externalId, object]));
  const free = [...known].filter(
    ([key, { kind, externalId }]) => kind === 'ad' && !wanted.has(key) && byId.has(externalId),
  );
  return planned
    .filter(({ kind }) => kind === 'ad')
    .flatMap((resource): EditedAd[] => {
      const { key, parent } = resource;
      const own = known.get(key);
      if (own !== undefined) {
        const found = byId.get(own.externalId);
        const isPutBack = found !== undefined && found.key !== key && touches(key, '');
        return isPutBack ? [{ key, externalId: own.externalId, state: stateOf(own.state), resource }] : [];
      }
      if (!touches(key)) return [];
      const place = free.findIndex(([, { externalId }]) => byId.get(externalId)?.key === key);
      const first = place >= 0 ? place : free.findIndex(([one]) => one.startsWith(`${parent ?? ''}/ad/`));
      const [old] = first < 0 ? [] : free.splice(first, 1);
      if (old === undefined) return [];
      const [, { externalId, state }] = old;
      return [{ key, externalId, state: stateOf(state), resource: place >= 0 ? null : resource }];
    });
}

function stateOf(state: string | undefined): EditedAd['state'] {
  if (state === 'active' || state === 'activating') return 'active';
  return state === 'paused' ? 'paused' : 'created';
}

/** Planned objects that are nowhere, with the children of new ad groups. */
function newObjects(
  { planned, known, live, touches }: Change,
  edits: readonly EditedAd[],
): PlannedResource[] {
  const ids = new Set(live.objects.map(({ externalId }) => externalId));
  const taken = new Set([...known.values(), ...edits].map(({ externalId }) => externalId));
  const adoptable = new Set(
    live.objects.filter(({ externalId }) => !taken.has(externalId)).map(({ key }) => key),
  );
  const edited = new Set(edits.map(({ key }) => key));
  const exists = (key: string): boolean => {
    const externalId = known.get(key)?.externalId;
    return (externalId !== undefined && ids.has(externalId)) || adoptable.has(key) || edited.has(key);
  };
  const missing = new Set(planned.filter(({ key }) => !exists(key)).map(({ key }) => key));
  return planned.filter(
    ({ key, parent }) => missing.has(key) && (touches(key) || isAgain(parent, missing, touches)),
  );
}

/** Whether the ad group above is made again, and with it everything in it. */
function isAgain(parent: string | null, missing: ReadonlySet<string>, touches: Change['touches']): boolean {
  return parent !== null && parent !== 'campaign' && missing.has(parent) && touches(parent);
}

function budgetChange({ session, live: { budget }, desired, marker, touches }: Change): MutateOperation[] {
  const fields: Json = {};
  if (touches('budget', 'dailyMicros') && budget.amountMicros !== String(desired.dailyMicros))
    fields['amountMicros'] = String(desired.dailyMicros);
  const name = campaignName(desired, marker);
  if (touches('campaign', 'name') && unmarkedName(budget.name).name !== unmarkedName(name).name)
    fields['name'] = name;
  const mask = Object.keys(fields);
  return mask.length === 0
    ? []
    : [updateOperation(session.account, 'budget', budget.externalId, fields, mask)];
}

function campaignChange({ session, live, desired, marker, today, touches }: Change): MutateOperation[] {
  const fields: Json = {};
  const mask: string[] = [];
  const set = (path: string, field: string, value: unknown, isRight: boolean, maskPath = field): void => {
    if (isRight || !touches('campaign', path)) return;
    if (value !== undefined) fields[field] = value;
    mask.push(maskPath);
  };
  const { startDate, endDate } = desired.schedule;
  const name = campaignName(desired, marker);
  const [start, end] = [
    startDateTime(desired, today),
    endDate === undefined ? undefined : endDateTime(endDate),
  ];
  const bidding = BIDDING[desired.objective];
  const political = euPolitical(desired);
  set('name', 'name', name, unmarkedName(live.name).name === unmarkedName(name).name);
  set('schedule.startDate', 'startDateTime', start, startMatches(live.startDateTime, startDate, today));
  set('schedule.endDate', 'endDateTime', end, (live.endDateTime ?? undefined) === end);
  set(
    'declarations.euPoliticalAdvertising',
    'containsEuPoliticalAdvertising',
    political,
    live.euPolitical === political,
  );
  set('settings.bidding', bidding.field, {}, live.biddingType === bidding.type, bidding.clearing);
  for (const { path, field, member, value } of CAMPAIGN_SETTINGS) {
    if (live.settings[path] === value || !touches('campaign', path)) continue;
    fields[field] = { ...(fields[field] as Json | undefined), [member]: value };
    mask.push(`${snakeCase(field)}.${snakeCase(member)}`);
  }
  return mask.length === 0
    ? []
    : [updateOperation(session.account, 'campaign', live.externalId, fields, mask)];
}

/** Names of ad groups that somebody changed and that are put back. */
function groupNames({ session, planned, known, live, touches }: Change): MutateOperation[] {
  return planned.flatMap(({ key, kind, model }) => {
    const found = live.objects.find(({ externalId }) => externalId === known.get(key)?.externalId);
    if (kind !== 'ad-group' || found === undefined || found.key === key || !touches(key, 'name')) return [];
    return [updateOperation(session.account, kind, found.externalId, { name: model.name }, ['name'])];
  });
}

/** Objects that somebody let serve and that are put back to paused. Nothing is ever raised here. */
function stops({ session, known, live, touches }: Change): MutateOperation[] {
  const kinds = new Set(['campaign', 'ad-group', 'ad']);
  return live.objects.flatMap(({ kind, externalId, serves }) => {
    const [key, object] = entryOf(known, externalId, kind) ?? [];
    const isMeantToServe = object?.state === 'active' || object?.state === 'activating';
    if (key === undefined || !kinds.has(kind) || !serves || isMeantToServe || !touches(key, 'status'))
      return [];
    return [statusOperation(session.account, kind, externalId, 'PAUSED')];
  });
}

function entryOf(known: KnownObjects, externalId: string, kind: string) {
  return [...known].find(([, object]) => object.externalId === externalId && object.kind === kind);
}

const idOf = ({ kind, externalId }: { kind: string; externalId: string }): string => `${kind} ${externalId}`;

/** Records the ids of planned objects that exist although the answer to their creation was lost. */
async function recordFoundObjects({ planned, live, known, record }: Change): Promise<void> {
  const taken = new Set([...known.values()].map(idOf));
  for (const { key, kind } of planned) {
    const object = live.objects.find((one) => one.key === key && one.kind === kind && !taken.has(idOf(one)));
    if (object === undefined || known.has(key) || !isResourceKind(kind)) continue;
    await record({ key, kind, externalId: object.externalId, state: object.serves ? 'active' : 'created' });
  }
}

/**
 * Whether the start on the platform is the wanted day, or a later one because the wanted day had passed at creation.
 */
function startMatches(found: string | null, startDate: string, today: string): boolean {
  const day = found?.slice(0, 10) ?? '';
  return day === startDate || (startDate < day && day <= today);
}

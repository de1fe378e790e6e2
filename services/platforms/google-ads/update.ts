import { VendorFailure, idOf, idsOf, type FieldValue, type UpdateWork } from '../port.ts';
import { partsOf } from '../vendor/lowering.ts';
import { fieldsToWrite } from '../vendor/fields-to-write.ts';
import {
  adChange,
  adSettings,
  budgetChange,
  campaignChange,
  childChanges,
  stops,
  type Change,
} from './changes.ts';
import { firstDay, requireAccountCurrency, type GoogleAds } from './create.ts';
import { foundObject } from './found.ts';
import { placeOf } from './keys.ts';
import { readById, readOwn } from './live.ts';
import { createOperations } from './operations.ts';
import { exempted, namingObjects } from './policy.ts';
import { planResources, shareOf } from './plan.ts';
import { attachOwnBudget } from './own-budget.ts';
import { externalIdOf, type PlannedResource } from './resources.ts';

/**
 * Sends what the update touches in two atomic mutates: first what only lowers what may be spent, then all of the rest: budget, campaign
 * and ads are changed in place, new objects are made paused. What is no longer wanted stays until `pruneCampaign`. Sends nothing
 * when nothing differs.
 * @throws VendorFailure `gone` without a campaign
 */
export async function updateCampaign(google: GoogleAds, work: UpdateWork): Promise<void> {
  const { session, desired, marker, known } = work;
  requireAccountCurrency(session, desired);
  const read = () => readById(google.http, session, known.get('campaign')?.externalId ?? '0', known);
  const found = await read();
  if (found === null) throw missing();
  const live = (await attachOwnBudget(google, work, found)) ? await read() : found;
  if (live === null) throw missing();
  const today = firstDay(google, session);
  const all: Change = { ...work, live, planned: planResources(desired, marker, today), today };
  const own = idsOf(known);
  const { lowering, rest } = partsOf(
    work.touches,
    shareOf(desired, marker),
    live.objects.filter((one) => own.has(idOf(one))).map((object) => foundObject(object, live, work)),
  );
  await lower(google, { ...all, touches: lowering });
  await sendRest(google, { ...all, touches: rest });
}

/** Sends what only lowers, which nothing else of the change can hold up. */
async function lower(google: GoogleAds, change: Change): Promise<void> {
  const money = [...budgetChange(change), ...campaignChange(change)];
  const operations = [...money, ...childChanges(change), ...stops(change)];
  if (operations.length === 0) return;
  if (money.length > 0) await lookAgain(google, change);
  await change.write(writtenBy(change), () => google.http.mutate(change.session, operations));
}

/** Sends everything else, and records what is new and what was edited. */
async function sendRest(google: GoogleAds, change: Change): Promise<void> {
  const { session, known, record, exemptions } = change;
  const edits = editedAds(change);
  const added = newObjects(change, edits);
  const raising = [...budgetChange(change), ...campaignChange(change)];
  const edited = new Set(edits.map(({ key }) => key));
  const others = [...raising, ...childChanges(change), ...adSettings(change, edited)];
  const adChanges = edits.flatMap(({ key, externalId, resource }) => {
    if (resource === null) return [];
    const operation = adChange(change, resource, externalId);
    return [{ key, operation: exempted(operation, key, exemptions) }];
  });
  const changes = [...others, ...adChanges.map(({ operation }) => operation)];
  const keys = [...others.map(() => null), ...[...adChanges, ...added].map(({ key }) => key)];
  const existing = new Map([...known].map(([key, { externalId }]) => [key, externalId]));
  const operations = [...changes, ...createOperations(session.account, added, existing, exemptions)];
  guardPlaces(change, added);
  if (raising.length > 0) await lookAgain(google, change);
  const names =
    operations.length === 0
      ? []
      : await change.write(writtenBy(change), () =>
          namingObjects(keys, () => google.http.mutate(session, operations)),
        );
  for (const { key, externalId, state } of edits) await record({ key, kind: 'ad', externalId, state });
  for (const [index, { key, kind }] of added.entries()) {
    const externalId = externalIdOf(names[changes.length + index] ?? '');
    await record({ key, kind, externalId, state: 'created' });
  }
}

/** What a mutate writes to objects that exist, in the model's terms. */
function writtenBy({ desired, marker, live, touches }: Change): FieldValue[] {
  const there = new Set(live.objects.map(({ key }) => key));
  return fieldsToWrite(shareOf(desired, marker), touches, (key) => there.has(key));
}

/** Shows to the guard what stands where a new object would take its place: a create goes out over nothing that nobody decided about. */
function guardPlaces(change: Change, added: readonly PlannedResource[]): void {
  const { live, guard } = change;
  const places = new Set(added.flatMap(({ kind, key }) => placeOf(kind, key).place ?? []));
  for (const object of live.objects)
    if (places.has(placeOf(object.kind, object.key).place ?? '')) guard(foundObject(object, live, change));
}

/** Shows budget and campaign to the guard as they are right before the mutate that changes them. */
async function lookAgain(google: GoogleAds, change: Change): Promise<void> {
  const { session, live, guard } = change;
  const now = await readOwn(google.http, session, live.externalId);
  if (now === null) throw missing();
  for (const object of now.objects) guard(foundObject(object, now, change));
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

/** Planned objects that the ledger lacks, or whose id is nowhere, with the children of new ad groups. What only looks like one is not it. */
function newObjects(
  { planned, known, live, touches }: Change,
  edits: readonly EditedAd[],
): PlannedResource[] {
  // by kind and id: Google gives an excluded location the id of the same location when it was targeted
  const ids = new Set(live.objects.map(idOf));
  const edited = new Set(edits.map(({ key }) => key));
  const exists = (key: string): boolean => {
    const own = known.get(key);
    return (own !== undefined && ids.has(idOf(own))) || edited.has(key);
  };
  const made = planned.filter(({ kind }) => kind !== 'budget'); // it is attached again by itself
  const missing = new Set(made.filter(({ key }) => !exists(key)).map(({ key }) => key));
  return made.filter(
    ({ key, parent }) => missing.has(key) && (touches(key) || isAgain(parent, missing, touches)),
  );
}

/** Whether the ad group above is made again, and with it everything in it. */
function isAgain(parent: string | null, missing: ReadonlySet<string>, touches: Change['touches']): boolean {
  return parent !== null && parent !== 'campaign' && missing.has(parent) && touches(parent);
}

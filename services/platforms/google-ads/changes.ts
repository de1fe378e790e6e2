import { unmarkedName } from '../vendor/object-names.ts';
import { idOf, type KnownObjects, type UpdateWork } from '../port.ts';
import { rightChoices } from './choices.ts';
import { OF_STRATEGY } from './strategy-limits.ts';
import type { Json, MutateOperation } from './http.ts';
import type { LiveCampaign } from './live.ts';
import type { LiveObject } from './live-children.ts';
import { BIDDING, campaignName, endDateTime, euPolitical, startDateTime } from './map.ts';
import { AD_CONTENT, adUpdateOperation, statusOperation, updateOperation } from './operations.ts';
import type { PlannedResource, ResourceKind } from './resources.ts';

/** A change: the campaign as it is, as it should be, and the first day at which it can begin. */
export type Change = UpdateWork & { live: LiveCampaign; planned: readonly PlannedResource[]; today: string };

/** Changes the campaign's own budget; one of somebody else's that pays for it is never written. */
export function budgetChange({
  session,
  live: { budget, row },
  desired,
  marker,
  touches,
  known,
}: Change): MutateOperation[] {
  if (known.get('budget')?.externalId !== budget.externalId) return [];
  const fields: Json = {};
  if (touches('budget', 'dailyMicros') && budget.amountMicros !== String(desired.dailyMicros))
    fields['amountMicros'] = String(desired.dailyMicros);
  const name = campaignName(desired, marker);
  if (touches('campaign', 'name') && unmarkedName(budget.name).name !== unmarkedName(name).name)
    fields['name'] = name;
  const choices = rightChoices({ kind: 'budget', row }, (path) => touches('budget', path));
  Object.assign(fields, choices.fields);
  const mask = Object.keys(fields);
  return mask.length === 0
    ? []
    : [updateOperation(session.account, 'budget', budget.externalId, fields, mask)];
}

export function campaignChange({
  session,
  live,
  desired,
  marker,
  today,
  touches,
}: Change): MutateOperation[] {
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
  const isRebid = mask.includes(bidding.clearing);
  const choices = rightChoices(
    { kind: 'campaign', row: live.row },
    (path) => touches('campaign', path) && !(isRebid && OF_STRATEGY.has(path)),
  );
  Object.assign(fields, choices.fields);
  mask.push(...choices.mask);
  return mask.length === 0
    ? []
    : [updateOperation(session.account, 'campaign', live.externalId, fields, mask)];
}

const WITH_SETTINGS: ReadonlySet<ResourceKind> = new Set([
  ...(['ad-group', 'keyword', 'negative-keyword', 'location', 'language'] as const),
]);

/**
 * Names of ad groups, and settings of what is in a campaign or an ad group, that somebody changed and that are put back. A bid is
 * left where the strategy is put back in the same mutate: after that it does nothing.
 */
export function childChanges(change: Change): MutateOperation[] {
  const { session, touches } = change;
  const isRebid = touches('campaign', 'settings.bidding');
  return existing(change).flatMap(({ key, kind, model, found }) => {
    if (!WITH_SETTINGS.has(kind)) return [];
    const { fields, mask } = rightChoices(
      found,
      (path) => touches(key, path) && !(isRebid && OF_STRATEGY.has(path)),
    );
    if (kind === 'ad-group' && found.key !== key && touches(key, 'name')) {
      fields['name'] = model.name;
      mask.push('name');
    }
    return mask.length === 0 ? [] : [updateOperation(session.account, kind, found.externalId, fields, mask)];
  });
}

/** Settings of ads that somebody changed and that are put back; not of those that are written anew anyway. */
export function adSettings(change: Change, written: ReadonlySet<string>): MutateOperation[] {
  const { session, touches } = change;
  return existing(change).flatMap(({ key, kind, found }) => {
    if (kind !== 'ad' || written.has(key)) return [];
    const { fields, mask } = adChoices(found, (path) => touches(key, path));
    return mask.length === 0 ? [] : [adUpdateOperation(session.account, found.externalId, fields, mask)];
  });
}

/** What makes an ad another one where it is: its content, and every setting that may be touched. */
export function adChange(
  { session, live, touches }: Change,
  { key, fields }: PlannedResource,
  externalId: string,
): MutateOperation {
  const found = live.objects.find((object) => object.kind === 'ad' && object.externalId === externalId);
  const choices = found === undefined ? NO_CHOICES : adChoices(found, (path) => touches(key, path));
  const ad = { ...(fields['ad'] as Json), ...choices.fields };
  return adUpdateOperation(session.account, externalId, ad, [...AD_CONTENT, ...choices.mask]);
}

const NO_CHOICES = { fields: {}, mask: [] };

/** Google changes an ad under its own name, so its fields stand one level higher than in what a search shows. */
function adChoices(found: LiveObject, touches: (path: string) => boolean): { fields: Json; mask: string[] } {
  const { fields, mask } = rightChoices(found, touches);
  return {
    fields: (fields['ad'] as Json | undefined) ?? {},
    mask: mask.map((path) => path.replace(/^ad\./, '')),
  };
}

/** The planned objects that are there, each with how it is found. */
function existing({ planned, known, live }: Change): (PlannedResource & { found: LiveObject })[] {
  const byId = new Map(live.objects.map((object) => [idOf(object), object]));
  return planned.flatMap((resource) => {
    const entry = known.get(resource.key);
    const found = entry === undefined ? undefined : byId.get(idOf(entry));
    return found === undefined ? [] : [{ ...resource, found }];
  });
}

/** Objects that somebody let serve and that are put back to paused. Nothing is ever raised here. */
export function stops({ session, known, live, touches }: Change): MutateOperation[] {
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

/**
 * Whether the start on the platform is the wanted day, or a later one because the wanted day had passed at creation.
 */
function startMatches(found: string | null, startDate: string, today: string): boolean {
  const day = found?.slice(0, 10) ?? '';
  return day === startDate || (startDate < day && day <= today);
}

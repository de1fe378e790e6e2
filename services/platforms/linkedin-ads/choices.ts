import type { Json } from './http.ts';
import { microsOf, type Amount } from './money.ts';

type Kind = 'campaign' | 'ad-group' | 'ad';
type Choice = {
  /** Its path in the model, below the object that it belongs to: `settings.pacing`. */
  path: string;
  /** Its name in the object as LinkedIn writes it. */
  field: string;
  /** What is approved, in the model's terms; null is nothing at all. */
  wanted: unknown;
  /** What LinkedIn means when an answer leaves the field out; null where that is not known, or is nothing at all. */
  unsaid: unknown;
  /** What is found in the model's terms, where that is not the value itself. */
  read?: (value: unknown) => unknown;
  /** The value to send, in the account's currency, where that is not what is wanted. */
  write?: (currency: string) => unknown;
};

const micros = (value: unknown): number | null => microsOf(value as Amount);
/** A bid of nothing is none: LinkedIn bids by itself, and an account that leaves it out means the same. */
const bid = (value: unknown): number | null => micros(value) || null;

/**
 * What LinkedIn, or a person in Campaign Manager, would decide, and what this product sends and compares instead. Each field of
 * LinkedIn's that a person can change stands here, is compared in found.ts, or is told in unread.ts.
 */
const CHOICES: Readonly<Record<Kind, readonly Choice[]>> = {
  // all money is that of the ad groups: a group's own total only bounds it, its own day's budget takes the place of theirs
  campaign: [
    { path: 'settings.groupTotalMicros', field: 'totalBudget', wanted: null, unsaid: null, read: micros },
    { path: 'settings.groupDailyMicros', field: 'dailyBudget', wanted: null, unsaid: null, read: micros },
    { path: 'settings.budgetOptimization', field: 'budgetOptimization', wanted: null, unsaid: null },
  ],
  // ads are shown to the approved audience alone, not to people whom LinkedIn finds similar, on LinkedIn alone, and a day's budget
  // is spent over the day, by bids that LinkedIn makes
  'ad-group': [
    {
      path: 'settings.bidMicros',
      field: 'unitCost',
      wanted: null,
      unsaid: null,
      read: bid,
      write: (currencyCode) => ({ amount: '0', currencyCode }),
    },
    {
      path: 'settings.audienceExpansion',
      field: 'audienceExpansionEnabled',
      wanted: false,
      unsaid: null,
    },
    { path: 'settings.offsiteDelivery', field: 'offsiteDeliveryEnabled', wanted: false, unsaid: null },
    // LinkedIn's schema: not specifying it can be considered false
    { path: 'settings.televisionOnly', field: 'connectedTelevisionOnly', wanted: false, unsaid: false },
    { path: 'settings.pacing', field: 'pacingStrategy', wanted: 'LIFETIME', unsaid: 'LIFETIME' },
    { path: 'settings.adRotation', field: 'creativeSelection', wanted: 'OPTIMIZED', unsaid: null },
    { path: 'settings.frequency', field: 'optimizationPreference', wanted: null, unsaid: null },
  ],
  ad: [{ path: 'settings.image', field: 'image', wanted: null, unsaid: null }],
};

/** Fields that LinkedIn knows only from a version on: sent where something is to be set right, never with a new object. */
const NOT_SENT: ReadonlySet<string> = new Set(['connectedTelevisionOnly']);

/** What is chosen for every object of a kind, in the model's terms. */
export function chosenFields(kind: Kind): Readonly<Record<string, unknown>> {
  return Object.fromEntries(CHOICES[kind].map(({ path, wanted }) => [path, wanted]));
}

/** What a new object of a kind is sent with; what is wanted not to be there is left out. */
export function chosenValues(kind: Kind, currency: string): Json {
  const sent = CHOICES[kind].filter(({ field }) => !NOT_SENT.has(field));
  return Object.fromEntries(
    sent.flatMap((choice) => {
      const value = valueOf(choice, currency);
      return value === null ? [] : [[choice.field, value]];
    }),
  );
}

/** The choices of an object as it is found, in the model's terms. */
export function foundChoices(kind: Kind, object: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(CHOICES[kind].map((choice) => [choice.path, readOf(choice, object)]));
}

/** What sets the touched choices of an object right: what to set and what to clear, both empty when nothing differs. */
export function rightChoices(
  kind: Kind,
  object: object,
  { currency, touches }: { currency: string; touches: (path: string) => boolean },
): { set: Json; clear: string[] } {
  const set: Json = {};
  const clear: string[] = [];
  for (const choice of CHOICES[kind]) {
    if (JSON.stringify(readOf(choice, object)) === JSON.stringify(choice.wanted)) continue;
    if (!touches(choice.path)) continue;
    const value = valueOf(choice, currency);
    if (value === null) clear.push(choice.field);
    else set[choice.field] = value;
  }
  return { set, clear };
}

function readOf({ field, unsaid, read = (value) => value }: Choice, object: object): unknown {
  const value = (object as Json)[field];
  return value === undefined || value === null ? unsaid : read(value);
}

const valueOf = ({ wanted, write }: Choice, currency: string): unknown =>
  write === undefined ? wanted : write(currency);

/**
 * The one order of exposure: what is more, what is less, and what cannot be compared. exposure.ts says what a campaign's components
 * are; what is found on a platform is told in the same components.
 */

/**
 * What can be spent, and whom it can reach: by component, the value of each. A component that is not there is nothing at
 * all, so that less of it is not possible.
 */
export type Exposure = ReadonlyMap<string, Component>;

/**
 * One component with its place in the order of its kind:
 * `amount`: more is more, null is without a bound; `inverse`: more is less, and what is not there takes nothing away from the
 * component `of`; `choice`: two that differ cannot be compared; `within`: a set of which more is more, null is everything.
 */
export type Component = { words: string } & Value;
export type Value =
  | { kind: 'amount'; value: bigint | null }
  | { kind: 'inverse'; value: bigint; of: string }
  | { kind: 'choice'; value: string }
  | { kind: 'within'; value: ReadonlySet<string> | null };

/** How one exposure stands to another one, and the components of the later one that the earlier one does not hold. */
export type Comparison = { order: 'same' | 'lower' | 'raises'; raised: string[] };

/**
 * A partial order, component by component: `raises` where any component rose, or two cannot be compared; `lower` where none
 * rose and one fell; `same` where nothing differs.
 */
export function compareExposure(before: Exposure, after: Exposure): Comparison {
  const raised = risen(before, after);
  if (raised.length > 0) return { order: 'raises', raised };
  return { order: risen(after, before).length > 0 ? 'lower' : 'same', raised: [] };
}

/** The words of the components of `after` that `before` does not hold. */
function risen(before: Exposure, after: Exposure): string[] {
  const words: string[] = [];
  for (const [key, component] of after) {
    const other = before.get(key);
    if (!other && component.kind === 'inverse') continue; // it only takes away
    if (!other || !isWithin(component, other)) words.push(component.words);
  }
  for (const [key, component] of before)
    if (component.kind === 'inverse' && !after.has(key) && after.has(component.of))
      words.push(component.words);
  return words;
}

/** True when `component` is not more than `bound`, which has the same key and therefore the same kind. */
function isWithin(component: Component, bound: Component): boolean {
  if (component.kind === 'amount' && bound.kind === 'amount')
    return bound.value === null || (component.value !== null && component.value <= bound.value);
  if (component.kind === 'inverse' && bound.kind === 'inverse') return component.value >= bound.value;
  if (component.kind === 'choice' && bound.kind === 'choice') return component.value === bound.value;
  if (component.kind === 'within' && bound.kind === 'within') return isSubset(component.value, bound.value);
  return false;
}

function isSubset(inner: ReadonlySet<string> | null, outer: ReadonlySet<string> | null): boolean {
  if (outer === null) return true;
  return inner !== null && [...inner].every((value) => outer.has(value));
}

type Amount = Extract<Value, { kind: 'amount' }>;

/** Micros of money; null is without a bound. */
export const amount = (micros: number | null): Amount => ({
  kind: 'amount',
  value: micros === null ? null : BigInt(micros),
});

/** The last day, or the instant within a day at which it ends; null is for ever. */
export const lastDay = (day: string | null): Amount => ({
  kind: 'amount',
  value: day === null ? null : dayNumber(day),
});

/** The first day; an earlier one is more, so days count down. Null is a start that nobody knows. */
export const firstDay = (day: string | null): Amount => ({
  kind: 'amount',
  value: day === null ? null : -dayNumber(day),
});

/** A day as a number that grows with it; an instant within it counts as more than the day, and as less than the next one. */
function dayNumber(day: string): bigint {
  return BigInt(day.slice(0, 10).replaceAll('-', '')) * 2n + (day.length > 10 ? 1n : 0n);
}

/** What is said of a campaign, and spends nothing; what is added to addresses leads nobody anywhere else. */
const HARMLESS: ReadonlySet<string> = new Set([
  'name',
  'status',
  'settings.urlSuffix',
  'settings.urlParameters',
]);

/**
 * A field of something that a platform holds, by its path in the model, as a component; null where it spends nothing. Fields without
 * an order of their own cannot be compared.
 */
export function fieldValue(path: string, value: unknown): Value | null {
  if (HARMLESS.has(path)) return null;
  switch (path) {
    case 'dailyMicros':
    case 'totalMicros':
    // what bounds a campaign group as a whole, and what is aimed at in a day
    case 'settings.groupTotalMicros':
    case 'settings.targetSpendMicros':
    // the most that is bid for a click, and for a conversion; none is without a bound
    case 'settings.bidCeilingMicros':
    case 'settings.targetCpaMicros':
      return amount(value as number | null);
    // a factor of bids, without a bound where it is not known
    case 'settings.bidAdjustment':
      return amount(typeof value === 'number' ? Math.round(value * 1_000_000) : null);
    // what is to come back of what is spent: the more is asked for, the less is spent
    case 'settings.targetRoas':
      return amount(typeof value === 'number' ? -Math.round(value * 1_000_000) : null);
    case 'schedule.endDate':
      return lastDay(value as string | null);
    case 'schedule.startDate':
      return firstDay(value as string | null);
    default:
      return { kind: 'choice', value: JSON.stringify(value) ?? '' };
  }
}

/** How one value of a field stands to another one. */
export function compareField(path: string, before: unknown, after: unknown): Comparison['order'] {
  const exposure = (value: unknown): Exposure => {
    const told = fieldValue(path, value);
    return new Map(told === null ? [] : [[path, { ...told, words: path }]]);
  };
  return compareExposure(exposure(before), exposure(after)).order;
}

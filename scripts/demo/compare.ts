import { DemoFailure } from './failure.ts';
import type { Sums } from './figures.ts';

const NAMES = ['impressions', 'clicks', 'costMicros', 'conversions', 'conversionValueMicros'] as const;
/** Figures with the names of the API. */
export type ApiFigures = Record<(typeof NAMES)[number], number>;
/** Figures in a response; a sum that a JSON number cannot hold exactly is a string. */
export type WireFigures = Record<(typeof NAMES)[number], unknown>;

/** Figures as numbers. @throws DemoFailure for a figure that is no number */
export function numbersOf(figures: WireFigures): ApiFigures {
  const pairs = NAMES.map((name) => [name, Number(figures[name])] as const);
  const invalid = pairs.filter(([, value]) => !Number.isFinite(value));
  if (invalid.length === 0) return Object.fromEntries(pairs) as ApiFigures;
  throw new DemoFailure(
    'a figure is no number',
    invalid.map(([name]) => `${name}: ${String(figures[name])}`),
  );
}

/** @throws DemoFailure unless the API's figures are exactly the sums of the figures that were sent */
export function sameFigures(what: string, sent: Sums, wire: WireFigures): void {
  const actual = numbersOf(wire);
  const pairs: [string, number, number][] = [
    ['impressions', sent.impressions, actual.impressions],
    ['clicks', sent.clicks, actual.clicks],
    ['costMicros', sent.costMicros, actual.costMicros],
    ['conversions', sent.conversions, actual.conversions],
    ['conversionValueMicros', sent.valueMicros, actual.conversionValueMicros],
  ];
  const wrong = pairs.filter(([, ours, theirs]) => ours !== theirs);
  if (wrong.length === 0) return;
  throw new DemoFailure(
    `a number is wrong in ${what}`,
    wrong.map(([name, ours, theirs]) => `${name}: sent ${ours}, the product says ${theirs}`),
  );
}

/** @throws DemoFailure unless two numbers are equal within the precision of a division */
export function sameNumber(what: string, ours: number, actual: unknown): void {
  const isEqual = typeof actual === 'number' && Math.abs(actual - ours) <= Math.abs(ours) * 1e-9 + 1e-9;
  if (isEqual) return;
  throw new DemoFailure(`a number is wrong in ${what}`, [
    `expected ${ours}, the product says ${String(actual)}`,
  ]);
}

/** @throws DemoFailure unless both have the same groups */
export function sameGroups(what: string, sent: Iterable<string>, actual: readonly string[]): void {
  const expected = [...sent].sort().join(', ');
  const found = [...actual].sort().join(', ');
  if (expected === found) return;
  throw new DemoFailure(`a group is missing or too many in ${what}`, [
    `sent ${expected.slice(0, 300)}`,
    `the product says ${found.slice(0, 300)}`,
  ]);
}

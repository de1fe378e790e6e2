import { DemoFailure } from './failure.ts';
import type { Sums } from './figures.ts';

const NAMES = ['impressions', 'clicks', 'costMicros', 'conversions', 'conversionValueMicros'] as const;
/** Figures under the names of the API. */
export type ApiFigures = Record<(typeof NAMES)[number], number>;
/** Figures as they come: a sum that a JSON number cannot hold exactly is written as text. */
export type WireFigures = Record<(typeof NAMES)[number], unknown>;

/** Figures as numbers. @throws DemoFailure when one is none */
export function numbersOf(figures: WireFigures): ApiFigures {
  const pairs = NAMES.map((name) => [name, Number(figures[name])] as const);
  const strange = pairs.filter(([, value]) => !Number.isFinite(value));
  if (strange.length === 0) return Object.fromEntries(pairs) as ApiFigures;
  throw new DemoFailure(
    'a figure is no number',
    strange.map(([name]) => `${name}: ${String(figures[name])}`),
  );
}

/** Fails unless the API's figures are exactly the sums of what was sent. */
export function sameFigures(what: string, sent: Sums, wire: WireFigures): void {
  const said = numbersOf(wire);
  const pairs: [string, number, number][] = [
    ['impressions', sent.impressions, said.impressions],
    ['clicks', sent.clicks, said.clicks],
    ['costMicros', sent.costMicros, said.costMicros],
    ['conversions', sent.conversions, said.conversions],
    ['conversionValueMicros', sent.valueMicros, said.conversionValueMicros],
  ];
  const wrong = pairs.filter(([, ours, theirs]) => ours !== theirs);
  if (wrong.length === 0) return;
  throw new DemoFailure(
    `a number is wrong in ${what}`,
    wrong.map(([name, ours, theirs]) => `${name}: sent ${ours}, the product says ${theirs}`),
  );
}

/** Fails unless two numbers are the same within the precision of a division. */
export function sameNumber(what: string, ours: number, said: unknown): void {
  const near = typeof said === 'number' && Math.abs(said - ours) <= Math.abs(ours) * 1e-9 + 1e-9;
  if (near) return;
  throw new DemoFailure(`a number is wrong in ${what}`, [
    `expected ${ours}, the product says ${String(said)}`,
  ]);
}

/** Fails unless both name the same groups. */
export function sameGroups(what: string, sent: Iterable<string>, said: readonly string[]): void {
  const expected = [...sent].sort().join(', ');
  const found = [...said].sort().join(', ');
  if (expected === found) return;
  throw new DemoFailure(`a group is missing or too many in ${what}`, [
    `sent ${expected.slice(0, 300)}`,
    `the product says ${found.slice(0, 300)}`,
  ]);
}

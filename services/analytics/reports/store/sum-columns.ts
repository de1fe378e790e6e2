import type { Sums } from '../domain/sums.ts';

/** The columns of figures in tables, by the letter that their sums have in the SQL of reports. */
export const FIGURES = {
  i: 'impressions',
  k: 'clicks',
  c: 'cost_micros',
  n: 'conversions_micros',
  v: 'value_micros',
} as const;
export type Letter = keyof typeof FIGURES;
export const LETTERS = Object.keys(FIGURES) as Letter[];

const NAMES: Readonly<Record<Letter, keyof Sums>> = {
  i: 'impressions',
  k: 'clicks',
  c: 'costMicros',
  n: 'conversionsMicros',
  v: 'valueMicros',
};

/** The sums i, k, c, n, v that metrics are made of (metric-sql.ts); `t` stands before the columns. */
export const sumsOfColumns = (t: string): string =>
  LETTERS.map((letter) => `sum(${t}${FIGURES[letter]}) AS ${letter}`).join(', ');

/** The arguments of `json_build_object` that make `SumTexts` (sum-texts.ts): `textOf` is the SQL of one sum's digits. */
export const sumPairs = (textOf: (letter: Letter) => string): string =>
  LETTERS.map((letter) => `'${NAMES[letter]}', ${textOf(letter)}`).join(', ');

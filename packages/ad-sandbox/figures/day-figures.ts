/** What was measured of something on one day. Conversions are late: what is counted of a day grows for a week. */
export type DayFigures = {
  impressions: number;
  clicks: number;
  costMicros: number;
  conversions: number;
  conversionValueMicros: number;
};

export const NO_FIGURES: DayFigures = {
  impressions: 0,
  clicks: 0,
  costMicros: 0,
  conversions: 0,
  conversionValueMicros: 0,
};

export const FIGURE_NAMES = Object.keys(NO_FIGURES) as (keyof DayFigures)[];

export function sumOf(all: readonly DayFigures[]): DayFigures {
  const sum = { ...NO_FIGURES };
  for (const one of all) for (const name of FIGURE_NAMES) sum[name] += one[name];
  return sum;
}

export const isNothing = (figures: DayFigures): boolean => FIGURE_NAMES.every((name) => figures[name] === 0);

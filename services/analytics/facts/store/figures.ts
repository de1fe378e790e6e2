/** The columns of figures that every table of facts and sums has, in this order. */
export const FIGURES = [
  'impressions',
  'clicks',
  'cost_micros',
  'conversions_micros',
  'value_micros',
] as const;
export type Figure = (typeof FIGURES)[number];

/** A list of SQL, one item a figure. */
export const eachFigure = (sql: (figure: Figure) => string): string => FIGURES.map(sql).join(', ');

/** The bit of a figure in `grain_days.measures`. */
export const bitOf = (figure: Figure): number => 2 ** FIGURES.indexOf(figure);

/** The sums of the figures, with their names. `prefix` is an alias and a dot, or nothing. */
export const sums = (prefix = ''): string =>
  eachFigure((figure) => `sum(${prefix}${figure})::bigint AS ${figure}`);

/** The version of a figure that was never told: below all others (migration 0006). */
export const NEVER_TOLD = '(-1000000000000000)::bigint';

import { addDays, daysBetween } from '../../../../lib/time.ts';
import type { DayRange } from './range.ts';

/** How many days a summary of ad groups adds up; the tables have no others. Each is a multiple of the one before. */
export const SPANS = [8, 64] as const;
export type Span = (typeof SPANS)[number];

/**
 * Days that are read together: one summary, or with span 1 single days from `firstDay` to `lastDay`. They are added, or with sign -1
 * taken away again.
 */
export type Piece = {
  readonly sign: 1 | -1;
  readonly span: 1 | Span;
  readonly firstDay: string;
  readonly lastDay: string;
};

/** Spans are counted from this day. */
const ORIGIN = '1970-01-01';

/** The first day of the span that holds a day. */
export function spanOf(day: string, span: Span): string {
  const number = daysBetween(ORIGIN, day) - 1;
  return addDays(day, -(((number % span) + span) % span));
}

/**
 * Few pieces that add up to each day of a range once: a range that ends a day before the end of a span is that span without the
 * day, so that at each end at most four single days and four short summaries are read.
 */
export function piecesOf({ from, to }: DayRange, spans: readonly Span[] = SPANS): Piece[] {
  return from > to ? [] : between(from, addDays(to, 1), spans, 1);
}

/** The days from `from` on before `end`. */
function between(from: string, end: string, spans: readonly Span[], sign: 1 | -1): Piece[] {
  if (from === end) return [];
  const span = spans.at(-1);
  if (span === undefined) return [{ sign, span: 1, firstDay: from, lastDay: addDays(end, -1) }];
  const shorter = spans.slice(0, -1);
  const [first, last] = [nearest(from, span), nearest(end, span)];
  if (first >= last) return between(from, end, shorter, sign);
  const whole: Piece[] = [];
  for (let day = first; day < last; day = addDays(day, span))
    whole.push({ sign, span, firstDay: day, lastDay: addDays(day, span - 1) });
  return [...edge(from, first, shorter, sign), ...whole, ...edge(last, end, shorter, sign)];
}

/** The days from one border to another one; where that is earlier, they are taken away. */
const edge = (from: string, end: string, spans: readonly Span[], sign: 1 | -1): Piece[] =>
  from < end ? between(from, end, spans, sign) : between(end, from, spans, sign === 1 ? -1 : 1);

/** The border of spans that is nearest to a day. */
function nearest(day: string, span: Span): string {
  const first = spanOf(day, span);
  return daysBetween(first, day) - 1 > span / 2 ? addDays(first, span) : first;
}

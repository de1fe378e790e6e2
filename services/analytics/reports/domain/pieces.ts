import { addDays, daysBetween } from '../../../../lib/time.ts';
import type { DayRange } from './range.ts';

/** How many days a summary adds up; campaign_spans has no others. Each is a multiple of the one before. */
export const SPANS = [4, 16] as const;
export type Span = (typeof SPANS)[number];

/** Days that are read together: one summary, or with span 1 single days from `firstDay` to `lastDay`. */
export type Piece = { readonly span: 1 | Span; readonly firstDay: string; readonly lastDay: string };

/** Spans are counted from this day. */
const ORIGIN = '1970-01-01';

/** The first day of the span that holds a day. */
export function spanOf(day: string, span: Span): string {
  const number = daysBetween(ORIGIN, day) - 1;
  return addDays(day, -(((number % span) + span) % span));
}

/** The pieces of a range, in order: each day is in one of them, and summaries are as long as fit. */
export function piecesOf({ from, to }: DayRange, spans: readonly Span[] = SPANS): Piece[] {
  if (from > to) return [];
  const span = spans.at(-1);
  if (span === undefined) return [{ span: 1, firstDay: from, lastDay: to }];
  const shorter = spans.slice(0, -1);
  const begin = spanOf(from, span);
  const first = begin === from ? from : addDays(begin, span);
  const end = spanOf(addDays(to, 1), span);
  if (first >= end) return piecesOf({ from, to }, shorter);
  const whole: Piece[] = [];
  for (let day = first; day < end; day = addDays(day, span))
    whole.push({ span, firstDay: day, lastDay: addDays(day, span - 1) });
  return [
    ...piecesOf({ from, to: addDays(first, -1) }, shorter),
    ...whole,
    ...piecesOf({ from: end, to }, shorter),
  ];
}

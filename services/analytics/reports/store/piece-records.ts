import { addDays } from '../../../../lib/time.ts';
import type { ActivityWindows } from '../domain/alerts.ts';
import { type Piece, piecesOf } from '../domain/pieces.ts';
import type { DayRange } from '../domain/range.ts';

const asRecord = ({ span, firstDay, lastDay }: Piece) => ({ span, first_day: firstDay, last_day: lastDay });

/** The pieces of a range, and of the one that it is compared with, as the JSON that statements take. */
export function pieceRecords(range: DayRange, previous: DayRange | null = null): string {
  const records = (of: DayRange, isNow: boolean) =>
    piecesOf(of).map((piece) => ({ ...asRecord(piece), is_now: isNow }));
  return JSON.stringify([...records(range, true), ...(previous ? records(previous, false) : [])]);
}

/** The same for the windows of `Activity`: days are cut where a window begins or ends, so that a piece is in or out. */
export function activityPieces({ since, week, month }: ActivityWindows): string {
  const cuts = [since, month.from, week.from, addDays(week.to, 1), addDays(month.to, 1)]
    .filter((day) => day >= since)
    .sort();
  const pieces = cuts
    .slice(1)
    .flatMap((end, at) => piecesOf({ from: cuts[at] ?? since, to: addDays(end, -1) }));
  return JSON.stringify(
    pieces.map((piece) => ({
      ...asRecord(piece),
      in_week: piece.firstDay >= week.from && piece.lastDay <= week.to,
      in_earlier: piece.lastDay < week.from,
      in_month: piece.firstDay >= month.from,
    })),
  );
}

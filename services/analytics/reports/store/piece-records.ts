import { bitsOf, blocksOf, partOf } from '../domain/blocks.ts';
import type { ActivityWindows } from '../domain/alerts.ts';
import { addDays } from '../../../../lib/time.ts';
import { piecesOf } from '../domain/pieces.ts';
import type { DayRange } from '../domain/range.ts';

const blocks = (range: DayRange) =>
  blocksOf(range).map(({ firstDay, after, until }) => ({
    first_day: firstDay,
    after: bitsOf(after),
    until: bitsOf(until),
  }));
const pieces = (range: DayRange) =>
  piecesOf(range).map(({ sign, span, firstDay, lastDay }) => ({
    sign,
    span,
    first_day: firstDay,
    last_day: lastDay,
  }));

/** The blocks and pieces of a range, and of the one that it is compared with, as the JSON that tables take. */
export function pieceRecords(range: DayRange, previous: DayRange | null = null): string {
  const ofBoth = (records: (of: DayRange) => object[]) => [
    ...records(range).map((record) => ({ ...record, is_now: true })),
    ...(previous ? records(previous).map((record) => ({ ...record, is_now: false })) : []),
  ];
  return JSON.stringify({ blocks: ofBoth(blocks), pieces: ofBoth(pieces) });
}

/** The blocks of a range, as the JSON that statements take. */
export const blockRecords = (range: DayRange): string => JSON.stringify(blocks(range));

/** The blocks of the windows of `Activity`, each with the part of every window that it holds. */
export function activityBlocks({ since, week, month }: ActivityWindows): string {
  const windows = {
    all: { from: since, to: month.to },
    week,
    month,
    earlier: { from: since, to: addDays(week.from, -1) },
  };
  return JSON.stringify(
    blocksOf(windows.all).map(({ firstDay }) => ({
      first_day: firstDay,
      ...Object.fromEntries(
        Object.entries(windows).flatMap(([name, range]) => {
          const { after, until } = partOf(firstDay, range);
          return [
            [`${name}_after`, bitsOf(after)],
            [`${name}_until`, bitsOf(until)],
          ];
        }),
      ),
    })),
  );
}

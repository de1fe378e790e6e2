import { addDays, daysBetween } from '../../../../lib/time.ts';
import type { DayRange } from './range.ts';

/** How many days a row of campaign_blocks has. */
export const BLOCK_DAYS = 32;

/** Blocks are counted from this day. */
const ORIGIN = '1970-01-01';

/** The part of a block that a range holds: the days after the block's first `after` days, up to its first `until` days. */
export type BlockPart = { readonly firstDay: string; readonly after: number; readonly until: number };

/** The first day of the block that holds a day. */
export function blockOf(day: string): string {
  const number = daysBetween(ORIGIN, day) - 1;
  return addDays(day, -(((number % BLOCK_DAYS) + BLOCK_DAYS) % BLOCK_DAYS));
}

/** The parts of blocks of which a range consists, in order. */
export function blocksOf({ from, to }: DayRange): BlockPart[] {
  const parts: BlockPart[] = [];
  for (let firstDay = blockOf(from); firstDay <= to; firstDay = addDays(firstDay, BLOCK_DAYS))
    parts.push({ firstDay, ...partOf(firstDay, { from, to }) });
  return parts;
}

/** The part of one block that a range holds; where it holds nothing, `after` is `until`. */
export function partOf(firstDay: string, { from, to }: DayRange): { after: number; until: number } {
  const daysBefore = (day: string) => Math.min(BLOCK_DAYS, Math.max(0, daysBetween(firstDay, day) - 1));
  const after = daysBefore(from);
  return { after, until: Math.max(after, daysBefore(addDays(to, 1))) };
}

/** The first days of a block, as the bits that `campaign_blocks.days` has for them. */
export const bitsOf = (firstDays: number): number => 2 ** firstDays - 1;

/**
 * How many days with figures a block has among its first days (migration 0010); `bits`: those days as domain/blocks.ts `bitsOf`
 * writes them. It is also the place of their sum in the arrays of the block.
 */
export const daysAmong = (bits: string): string => `bit_count((days & ${bits})::bit(32))::int`;

/** The last of some days that has figures, as a day of the block that begins with `firstDay`. */
export const lastAmong = (firstDay: string, bits: string): string =>
  `${firstDay} + 32 - position(B'1' IN (days & ${bits})::bit(32))`;

/** A figure of a part of a block: the sum of the first `until` days with figures less that of the first `after`. */
export const partOf = (figure: string, { after, until }: { after: string; until: string }): string =>
  `coalesce(${figure}[${until}], 0) - coalesce(${figure}[${after}], 0)`;

import { MINUTE_MS } from '../../../lib/time.ts';

/** An instant as `2026-03-01 12:00:00` in a time zone. */
export function localTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  );
}

/**
 * The instant of `2026-03-01 12:00:00.123456` in a time zone. A time that a change of clocks has twice is taken for the earlier one.
 */
export function instantOf(text: string, timeZone: string): Date {
  const asUtc = Date.parse(`${text.slice(0, 23).replace(' ', 'T')}Z`);
  const offsets = [-1, 1].map((side) => offsetAt(new Date(asUtc + side * 1_440 * MINUTE_MS), timeZone));
  const found = offsets
    .map((offset) => new Date(asUtc - offset))
    .filter((instant) => localTime(instant, timeZone) === text.slice(0, 19));
  return found.sort((a, b) => a.getTime() - b.getTime())[0] ?? new Date(asUtc - (offsets[0] ?? 0));
}

/** How far the clocks of a time zone are ahead of UTC, in milliseconds. */
const offsetAt = (instant: Date, timeZone: string): number =>
  Date.parse(`${localTime(instant, timeZone).replace(' ', 'T')}Z`) -
  Math.floor(instant.getTime() / 1_000) * 1_000;

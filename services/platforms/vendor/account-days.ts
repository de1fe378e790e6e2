import { DAY_MS } from '../../../lib/time.ts';

/** The instant, in epoch milliseconds, at which a day (YYYY-MM-DD) begins in a time zone. */
export function startOfDayMs(day: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  let instant = asUtc - offsetMs(timeZone, asUtc);
  instant = asUtc - offsetMs(timeZone, instant);
  return instant;
}

/** The instant at which a day ends (exclusive): the beginning of the next one. */
export function endOfDayMs(day: string, timeZone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return startOfDayMs(next, timeZone);
}

function offsetMs(timeZone: string, instant: number): number {
  return (
    Date.parse(`${parts(timeZone, new Date(instant)).replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000
  );
}

function parts(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  );
}

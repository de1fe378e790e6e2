import { expect, it } from 'vitest';
import { dayIn } from '../../../lib/time.ts';
import { endOfDayMs, startOfDayMs } from './account-days.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

it("gives an instant the day of the account's time zone", () => {
  const instant = new Date('2026-11-22T03:30:00Z');
  expect(dayIn('America/New_York', instant)).toBe('2026-11-21');
  expect(dayIn('Europe/Berlin', instant)).toBe('2026-11-22');
  expect(dayIn('Pacific/Kiritimati', new Date('2026-11-22T12:00:00Z'))).toBe('2026-11-23');
});

it.each([
  ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z', '2026-07-01T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ['2026-01-01', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z', '2026-01-01T18:30:00.000Z'],
])('%s in %s lasts from %s to %s', (day, timeZone, start, end) => {
  expect(iso(startOfDayMs(day, timeZone))).toBe(start);
  expect(iso(endOfDayMs(day, timeZone))).toBe(end);
});

import { expect, it } from 'vitest';
import { instantOf, localTime } from './local-time.ts';

it.each([
  ['2026-03-01 12:00:00.250000', 'Europe/Berlin', '2026-03-01T11:00:00.250Z'],
  ['2026-07-01 23:30:00', 'America/New_York', '2026-07-02T03:30:00.000Z'],
  ['2026-03-29 03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25 02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25 03:30:00', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(instantOf(text, zone).toISOString()).toBe(instant);
  expect(localTime(new Date(instant), zone)).toBe(text.slice(0, 19));
});

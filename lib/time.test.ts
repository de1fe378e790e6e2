import { expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, eachDay } from './time.ts';

it('counts days over a change of month, year and leap day', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(3);
  expect(eachDay('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  expect(eachDay('2026-10-26', '2026-10-24')).toEqual([]);
});

it('takes the UTC day of an instant', () => {
  expect(dayOf(new Date('2026-11-22T23:59:59.999Z'))).toBe('2026-11-22');
});

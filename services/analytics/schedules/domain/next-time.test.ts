import { expect, it } from 'vitest';
import { dayIn, nextTime } from './next-time.ts';

const every = [1, 2, 3, 4, 5, 6, 7];

it.each([
  ['later today', every, '09:00', 'Europe/Berlin', '2026-11-27T07:59:59Z', '2026-11-27T08:00:00Z'],
  [
    'tomorrow, when the time is now',
    every,
    '09:00',
    'Europe/Berlin',
    '2026-11-27T08:00:00Z',
    '2026-11-28T08:00:00Z',
  ],
  [
    'next Monday, from a Monday afternoon',
    [1],
    '09:00',
    'UTC',
    '2026-11-30T12:00:00Z',
    '2026-12-07T09:00:00Z',
  ],
  ['on Sunday', [7], '00:00', 'UTC', '2026-11-27T12:00:00Z', '2026-11-29T00:00:00Z'],
  [
    'where it is tomorrow already',
    [6],
    '00:30',
    'Pacific/Auckland',
    '2026-11-27T11:00:00Z',
    '2026-11-27T11:30:00Z',
  ],
  [
    'where it is yesterday still',
    [4],
    '23:00',
    'America/Los_Angeles',
    '2026-11-27T06:00:00Z',
    '2026-11-27T07:00:00Z',
  ],
  [
    'at nine also after clocks went forward',
    every,
    '09:00',
    'Europe/Berlin',
    '2026-03-28T09:00:00Z',
    '2026-03-29T07:00:00Z',
  ],
  [
    'at nine also after clocks went back',
    every,
    '09:00',
    'Europe/Berlin',
    '2026-10-24T09:00:00Z',
    '2026-10-25T08:00:00Z',
  ],
  [
    'an hour later for a time that clocks leave out',
    every,
    '02:30',
    'Europe/Berlin',
    '2026-03-28T12:00:00Z',
    '2026-03-29T01:30:00Z',
  ],
  [
    'once at a time that clocks show twice',
    every,
    '02:30',
    'Europe/Berlin',
    '2026-10-25T01:30:00Z',
    '2026-10-26T01:30:00Z',
  ],
  ['half an hour aside', every, '09:00', 'Asia/Kolkata', '2026-11-27T00:00:00Z', '2026-11-27T03:30:00Z'],
])('is due %s', (_, weekdays, time, timeZone, after, next) => {
  expect(nextTime({ weekdays, time, timeZone }, new Date(after)).toISOString()).toBe(
    new Date(next).toISOString(),
  );
});

it('a day is the one that calendars show there', () => {
  expect(dayIn('Pacific/Auckland', new Date('2026-11-27T11:00:00Z'))).toBe('2026-11-28');
});

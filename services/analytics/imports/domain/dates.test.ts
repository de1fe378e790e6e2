import { describe, expect, it } from 'vitest';
import { dateOrderOf, dayOfCell } from './dates.ts';

it.each([
  ['2026-09-01', '2026-09-01'],
  ['2026/9/1', '2026-09-01'],
  ['01.09.2026', '2026-09-01'],
  ['Sep 1, 2026', '2026-09-01'],
  ['1 September 2026', '2026-09-01'],
  ['Tue, Sep 1, 2026', '2026-09-01'],
  ['1 août 2026', '2026-08-01'],
  ['1 févr. 2026', '2026-02-01'],
  ['1 de set. de 2026', '2026-09-01'],
  ['3. Mai 2026', '2026-05-03'],
  ['2026-02-30', null],
  ['January 1, 2025 - January 23, 2025', null],
  ['Total: Account', null],
  ['1/2/2026', null],
  ['', null],
])('reads %j as %j', (cell, day) => {
  expect(dayOfCell(cell, null)).toBe(day);
});

describe('dates with slashes', () => {
  it.each([
    ['LinkedIn, which writes American dates', ['1/2/2026'], 'linkedin-ads', 'en', 'month-first'],
    ['a day above 12 in first place', ['1/2/2026', '13/2/2026'], 'google-ads', 'en', 'day-first'],
    ['a day above 12 in second place', ['1/2/2026', '2/13/2026'], 'google-ads', 'de', 'month-first'],
    ['a language that puts the day first', ['1/2/2026'], 'google-ads', 'fr', 'day-first'],
    ['English, where both are used', ['1/2/2026'], 'google-ads', 'en', null],
    ['cells that contradict each other', ['13/2/2026', '2/13/2026'], 'google-ads', 'fr', null],
  ] as const)('follow %s', (_name, cells, platform, language, order) => {
    expect(dateOrderOf(cells, { platform, language })).toBe(order);
  });

  it('read with and without leading zeros', () => {
    expect(dayOfCell('9/1/2026', 'month-first')).toBe('2026-09-01');
    expect(dayOfCell('09/01/2026', 'day-first')).toBe('2026-01-09');
  });
});

import { describe, expect, it } from 'vitest';
import { DateVotes, dayOfCell, dayReader } from './dates.ts';

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
  ['2026.10.11', '2026-10-11'],
  ['2026-09-01T00:00', '2026-09-01'],
  ['2026-09-01 00:00:00Z', '2026-09-01'],
  [' 2026-09-01 ', '2026-09-01'],
  ['1.9.2026', '2026-09-01'],
  ['2026 Sep 1', '2026-09-01'],
  ['1 de dezembro de 2026', '2026-12-01'],
  ['SEP 01 2026', '2026-09-01'],
  ['Dienstag, 1. September 2026', '2026-09-01'],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['2026-09-01T12:00', null],
  ['2026-09-01x', null],
  ['on 2026-09-01', null],
  ['101.9.2026', null],
  ['1.9.20261', null],
  ['31.2.2026', null],
  ['Sep 1', null],
  ['Sep 2026', null],
  ['Sep 1 26', null],
  ['1 2026', null],
  ['1 2 Sep 2026', null],
  ['1 Sep 2026 12:00', null],
  ['on the 1 Sep 2026', null],
  ['x1 Sep 1 2026', null],
  ['1x Sep 1 2026', null],
  ['Sep 31 2026', null],
  ['January 1, 2025 - January 23, 2025', null],
  ['Total: Account', null],
  ['1/2/2026', null],
  ['', null],
])('reads %j as %j', (cell, day) => {
  expect(dayOfCell(cell, null)).toBe(day);
});

const MONTHS: readonly (readonly string[])[] = [
  ['January', 'Jan', 'Januar', 'janv.', 'enero', 'ene', 'janeiro', 'gennaio', 'gen', 'januari'],
  ['February', 'Feb', 'Februar', 'févr.', 'février', 'febrero', 'fev.', 'fevereiro', 'febbraio', 'februari'],
  ['March', 'Mar', 'März', 'Mrz', 'Maerz', 'mars', 'marzo', 'março', 'maart', 'mrt.'],
  ['April', 'Apr', 'avr.', 'avril', 'abril', 'abr', 'aprile'],
  ['May', 'Mai', 'mayo', 'maio', 'maggio', 'mag', 'mei'],
  ['June', 'Jun', 'Juni', 'juin', 'junio', 'junho', 'giugno', 'giu'],
  ['July', 'Jul', 'Juli', 'juil.', 'juillet', 'julio', 'julho', 'luglio', 'lug'],
  ['August', 'Aug', 'août', 'agosto', 'ago', 'augustus'],
  ['September', 'Sep', 'Sept.', 'septembre', 'setembro', 'set.', 'settembre'],
  ['October', 'Oct', 'Oktober', 'Okt', 'octobre', 'octubre', 'outubro', 'out.', 'ottobre', 'ott'],
  ['November', 'Nov', 'novembre', 'noviembre', 'novembro'],
  ['December', 'Dec', 'Dezember', 'Dez', 'déc.', 'diciembre', 'dic', 'dezembro', 'dicembre'],
];

it.each(MONTHS.map((names, index) => [index + 1, names] as const))(
  'knows month %d by its names in all languages of the headers',
  (month, names) => {
    const day = `2026-${String(month).padStart(2, '0')}-05`;
    expect(names.map((name) => dayOfCell(`5 ${name} 2026`, null))).toEqual(names.map(() => day));
    expect(names.map((name) => dayOfCell(`5 x${name} 2026`, null))).toEqual(names.map(() => null));
  },
);

describe('dates with slashes', () => {
  it.each([
    ['LinkedIn, which writes American dates', ['1/2/2026'], 'linkedin-ads', 'en', 'month-first'],
    ['a day above 12 in first place', ['1/2/2026', '13/2/2026'], 'google-ads', 'en', 'day-first'],
    ['a day above 12 in second place', ['1/2/2026', '2/13/2026'], 'google-ads', 'de', 'month-first'],
    ['a language that puts the day first', ['1/2/2026'], 'google-ads', 'fr', 'day-first'],
    ['English, where both are used', ['1/2/2026'], 'google-ads', 'en', null],
    ['the cells before the platform', ['13/2/2026'], 'linkedin-ads', 'en', 'day-first'],
    ['LinkedIn before a language', ['1/2/2026'], 'linkedin-ads', 'de', 'month-first'],
    ['dashes too', ['13-2-2026'], 'google-ads', 'en', 'day-first'],
    ['the language where no day is above 12', ['12/12/2026', 'x'], 'google-ads', 'en', null],
    ['the language where there are no cells', [], null, 'de', 'day-first'],
    ['cells that contradict each other', ['13/2/2026', '2/13/2026'], 'google-ads', 'fr', null],
  ] as const)('follow %s', (_name, cells, platform, language, order) => {
    const votes = new DateVotes();
    for (const cell of cells) votes.add(cell);
    expect(votes.order({ platform, language })).toBe(order);
  });

  it('read with and without leading zeros', () => {
    expect(dayOfCell('9/1/2026', 'month-first')).toBe('2026-09-01');
    expect(dayOfCell('09/01/2026', 'day-first')).toBe('2026-01-09');
    expect(dayOfCell('10-11-2026', 'day-first')).toBe('2026-11-10');
  });

  it.each(['x1/2/2026', '101/2/2026', '1/2/20261', '1-2-26', '1/2/09', '1/213/2026', '1/2', '1/2/2026 x'])(
    'are not read from %j',
    (cell) => {
      expect(dayOfCell(cell, 'day-first')).toBeNull();
      expect(dayOfCell(cell, 'month-first')).toBeNull();
    },
  );

  it('are read again as they were read first', () => {
    const read = dayReader('day-first');
    const cells = ['3/2/2026', '4/2/2026', 'x', '3/2/2026', 'x'];
    expect(cells.map(read)).toEqual(['2026-02-03', '2026-02-04', null, '2026-02-03', null]);
  });
});

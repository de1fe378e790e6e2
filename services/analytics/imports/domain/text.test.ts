import { describe, expect, it } from 'vitest';
import { decodeText, readRecords } from './text.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const cellsOf = (text: string, delimiter: ',' | ';' | '\t' = ',', limit?: number) =>
  readRecords(text, delimiter, limit).map(({ cells }) => cells);

describe('the text of a file', () => {
  it.each([
    ['UTF-8', [0x44, 0xc3, 0xad, 0x61], 'Día'],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x44, 0x61], 'Da'],
    ['UTF-16, small end first, with its mark', [0xff, 0xfe, 0x44, 0, 0xed, 0], 'Dí'],
    ['UTF-16, big end first, with its mark', [0xfe, 0xff, 0, 0x44, 0, 0xed], 'Dí'],
    ['UTF-16 without a mark', [0x44, 0, 0xed, 0], 'Dí'],
    ['Windows-1252', [0x44, 0xed, 0x61, 0x80], 'Día€'],
    ['Windows-1252 that begins with ÿ', [0xff, 0x61], 'ÿa'],
    ['Windows-1252 that begins with þ', [0xfe, 0x61], 'þa'],
    ['Windows-1252 with þ in second place', [0x61, 0xfe], 'aþ'],
    ['Windows-1252 with ÿ in second place', [0x61, 0xff], 'aÿ'],
    ['UTF-8 with a stray zero', [0x44, 0, 0x61, 0x62], 'D\0ab'],
    ['UTF-8 with a stray zero later', [0x44, 0x61, 0x62, 0], 'Dab\0'],
    ['zeros only', [0, 0, 0, 0], '\0\0\0\0'],
    ['one letter', [0x44], 'D'],
    ['nothing', [], ''],
  ])('is read from %s', (_name, values, text) => {
    expect(decodeText(bytes(...values))).toBe(text);
  });
});

describe('the records of a text', () => {
  it('carry the number of the line on which they end', () => {
    expect(readRecords('a,b\n\n"c\nd",e\nf', ',')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: [''] },
      { line: 4, cells: ['c\nd', 'e'] },
      { line: 5, cells: ['f'] },
    ]);
  });

  it.each([
    ['ragged lines', 'a\nb,c,d', ',', [['a'], ['b', 'c', 'd']]],
    ['stray quotation marks', 'Brand "new" shoes,5" nails', ',', [['Brand "new" shoes', '5" nails']]],
    ['a second byte order mark', '\ufeffDay,Cost', ',', [['Day', 'Cost']]],
    ['spaces around cells', ' a , "b, c" ," d "', ',', [['a', 'b, c', 'd']]],
    ['empty cells between tabs', '\t\tTotal\t 5 \t', '\t', [['', '', 'Total', '5', '']]],
    ['semicolons', 'a;b,c', ';', [['a', 'b,c']]],
  ] as const)('allow for %s', (_name, text, delimiter, records) => {
    expect(cellsOf(text, delimiter)).toEqual(records);
  });

  it('stop at the limit, and go to the end without one', () => {
    expect(cellsOf('a\nb\nc\n"open', ',', 2)).toEqual([['a'], ['b']]);
    expect(cellsOf('a\nb\nc')).toHaveLength(3);
    expect(() => cellsOf('a\n"open')).toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { readRecords } from './text.ts';

const cellsOf = (text: string, delimiter: ',' | ';' | '\t' = ',', limit?: number) =>
  readRecords(text, delimiter, limit).map(({ cells }) => cells);

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

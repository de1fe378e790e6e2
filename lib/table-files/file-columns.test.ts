import { expect, it } from 'vitest';
import { csvLines } from './csv.ts';
import { cellText, fileColumns } from './file-columns.ts';

const columns = fileColumns(['campaignName', 'clicks'], { money: 'units', readable: true });
const written = (campaignName: string) => csvLines(columns, [{ campaignName, clicks: 1 }]);

it.each([
  ['that turns the direction of text', 'Sale \u202egpj.exe', 'Sale gpj.exe'],
  ['that nobody sees', 'Spr\u200bing\u3164', 'Spring'],
  ['of the second set of controls', 'a\u009b31mb\u0085c', 'a31mbc'],
  ['that hides a formula', '\u2800=1+1', "'=1+1"],
])('no file has a character %s, whenever the name was stored', (_, name, expected) => {
  expect(written(name)).toBe(`${expected},1\r\n`);
});

it('a name without hidden characters is written as it is, letter for letter', () => {
  for (const name of ['Été  2026', 'e\u0301te\u0301', '日本語', ' 20 % off\t'])
    expect(columns[0] && cellText({ campaignName: name }, columns[0])).toBe(name);
});

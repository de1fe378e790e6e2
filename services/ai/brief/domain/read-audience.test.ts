import { expect, it } from 'vitest';
import type { Language } from '../../bank/domain/schema.ts';
import { readBank } from '../../bank/read-bank.ts';
import { readAudience } from './read-audience.ts';

const bank = await readBank();
const trade = bank.files.trades.find(({ audience }) => audience?.functions !== undefined) ?? null;
const read = (language: Language, text: string) =>
  readAudience(text, bank.lexicon(language), { linkedIn: bank.files.linkedIn, trade });
const urns = (kind: string, ...codes: number[]) => codes.map((code) => `urn:li:${kind}:${code}`);

it.each<[Language, string, number[], number[]]>([
  ['en', 'HR directors and CFOs', [10, 12], [6, 8]],
  ['de', 'Einkäufer und Konstrukteure im Maschinenbau', [8, 21], [4]],
  ['fr', 'acheteurs et dirigeants', [21], [4, 8]],
  ['es', 'responsables de compras', [21], [5]],
])('%s: job functions and seniorities of “%s”', (language, text, functions, seniorities) => {
  const { facets, assumed } = read(language, text);
  expect(facets.functions).toEqual(urns('function', ...functions));
  expect(facets.seniorities).toEqual(urns('seniority', ...seniorities));
  expect(assumed).toBe(false);
});

it('an audience without jobs is the one that is usual for the trade, and is said to be assumed', () => {
  const { facets, assumed } = read('en', 'people who like it');
  expect(assumed).toBe(true);
  expect(facets.functions.length).toBeGreaterThan(0);
});

it.each([
  ['B2B companies with 10 to 200 employees', ['(2,10)', '(11,50)', '(51,200)']],
  ['firms of more than 5000 people', ['(5001,10000)', '(10001,2147483647)']],
])('sizes of “%s”', (text, ranges) =>
  expect(read('en', text).facets.companySizes).toEqual(ranges.map((r) => `urn:li:staffCountRange:${r}`)),
);

it('an audience is read whole, and never cut at a preposition', () => {
  expect(read('en', 'people injured in accidents in Ohio, and their families').texts[0]).toBe(
    'people injured in accidents in Ohio, and their families',
  );
  expect(read('en', 'people injured in accidents in Ohio').texts).not.toContain('people injured');
});

it('what adds to a part does not stand alone', () => {
  expect(read('es', 'parejas que se casan aquí, también extranjeras').texts).not.toContain(
    'también extranjeras',
  );
});

it('everybody is nobody', () => expect(read('en', 'everyone really').texts).toEqual([]));

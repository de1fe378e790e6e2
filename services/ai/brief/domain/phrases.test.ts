import { describe, expect, it } from 'vitest';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { bare, clauses, nounPhrases, sentences, variants } from './phrases.ts';

describe('the sentences of a text', () => {
  it.each([
    ['One day. Two days! Three? Four', ['One day.', 'Two days!', 'Three?', 'Four']],
    ['One.  Two', ['One.', 'Two']],
    ['Tools, e.g. for teams. Über uns', ['Tools, e.g. for teams.', 'Über uns']],
    ['One. 2 days', ['One.', '2 days']],
    ['Sí. ¿Qué? ¡Ya!', ['Sí.', '¿Qué?', '¡Ya!']],
    ['One. "Two" three', ['One.', '"Two" three']],
    ['One. “Two” three', ['One.', '“Two” three']],
    ['Acme. 会計', ['Acme.', '会計']],
    ['会計。請求！経理？以上', ['会計。', '請求！', '経理？', '以上']],
    ['one\ntwo\r\nthree\n\nfour\u2028five\u2029six', ['one', 'two', 'three', 'four', 'five', 'six']],
    ['- one\n– two\n— three\n• four\n* five\n· six', ['one', 'two', 'three', 'four', 'five', 'six']],
    ['One - two\n-five degrees', ['One - two', '-five degrees']],
    ['Ac\u200bme  CRM', ['Acme CRM']],
    ['One. 24. !', ['One.']],
    ['', []],
  ])('%j are %j', (text, expected) => expect(sentences(text)).toEqual(expected));
});

it.each([
  ['Track deals, and forecast revenue', ['Track deals', 'forecast revenue']],
  ['Track deals AND forecast revenue', ['Track deals', 'forecast revenue']],
  ['; Track deals ;; forecast;', ['Track deals', 'forecast']],
  ['“Track deals”: forecast revenue.', ['Track deals', 'forecast revenue']],
  ['', []],
])('the clauses of “%s” stand without what joins them', (sentence, expected) =>
  expect(clauses(sentence, en)).toEqual(expected),
);

it.each([
  ['“Acme”', 'Acme'],
  ['  ... Acme CRM, ...', 'Acme CRM'],
  ['mid-size, old firms', 'mid-size, old firms'],
  ['save 30% ', 'save 30%'],
  ['#1 choice', '#1 choice'],
  [' #1', '#1'],
  ['C++', 'C++'],
  ['sales (B2B)', 'sales (B2B)'],
  ['tea & ', 'tea'],
  ['…', ''],
])('“%s” without punctuation at its ends is “%s”', (phrase, expected) => expect(bare(phrase)).toBe(expected));

describe('a phrase and its shorter versions', () => {
  it.each([
    ['Sales managers', []],
    ['Sales managers at software firms', ['Sales managers']],
    ['Sales managers AT software firms', ['Sales managers']],
    ['tools for teams in Europe', ['tools for teams', 'tools']],
    ['tools for and in Europe', ['tools']],
    ['calls via within town', ['calls']],
    ['Works with or without code', ['Works']],
    ['the tool OF THE in town', ['the tool']],
    ['for teams', []],
    ['the for teams', []],
    ['tools — for teams', ['tools']],
    ['Save 30% on plans', []],
    ['discounts for teams', []],
    ['plans with discounts for teams', ['plans']],
  ])('%s: also %j', (phrase, shorter) => expect(variants(phrase, en)).toEqual([phrase, ...shorter]));

  it('are cut by the language’s own words', () => {
    expect(variants('Betriebe mit der Hand im Handwerk', de)).toEqual([
      'Betriebe mit der Hand im Handwerk',
      'Betriebe mit der Hand',
      'Betriebe',
    ]);
  });
});

describe('the noun phrases of a clause', () => {
  it.each([
    ['sales software for busy managers', ['sales software', 'busy managers']],
    ['Sales software FOR busy managers', ['Sales software', 'busy managers']],
    ['software helps managers', ['software', 'managers']],
    ['sales software, pipeline tools', ['sales software', 'pipeline tools']],
    ['big sales pipeline software', ['big sales pipeline software']],
    ['flexible cloud sales pipeline software', []],
    ['modern cloud sales pipeline software for agents', ['agents']],
    ['tools for teams', []],
    ['tools for agents', ['agents']],
    ['quick sales 2 quick tools', ['quick sales', 'quick tools']],
    ['quick sales – quick tools', ['quick sales', 'quick tools']],
    ['quick “sales” tools', ['quick sales']],
    ['', []],
  ])('%s: %j', (clause, expected) => expect(nounPhrases(clause, en)).toEqual(expected));
});

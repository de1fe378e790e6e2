import { describe, expect, it } from 'vitest';
import type { AdGroup } from '../../../../contracts/structure.ts';
import { blocks, checkAdGroupName, checkKeywordStyle, isKeyword, keywordProblem } from './keywords.ts';

type MatchType = AdGroup['keywords'][number]['matchType'];
const keyword = (text: string, matchType: MatchType = 'phrase') => ({ text, matchType });

describe('a keyword’s text', () => {
  it.each(['acme crm', 'c++', 'a-b', '24/7', '会計', '7'])('may be: %s', (text) => {
    expect(keywordProblem(text)).toBeNull();
    expect(isKeyword(text)).toBe(true);
  });

  it.each(['"acme"', '[acme]', 'acme]', 'ac*me', '-acme', '+acme', 'ac\u200bme', '…', '&'])(
    'would be misread: %s',
    (text) => {
      expect(keywordProblem(text)).toMatch(
        /^(“.+” would be misread as a keyword|The keyword has a char.+|This is the notation of a match type.+)\.$/u,
      );
      expect(isKeyword(text)).toBe(false);
    },
  );

  it.each([
    ['', 'The keyword is empty.'],
    ['acme!', 'The keyword has a character that Google Ads refuses.'],
    ['-acme', '“-acme” would be misread as a keyword.'],
    ['“acme”,', 'The keyword has a character that Google Ads refuses.'],
  ])('“%s” is told, Google’s rules before ours', (text, message) =>
    expect(keywordProblem(text)).toBe(message),
  );
});

it.each([
  ['exact', 'acme crm', 'acme crm', true],
  ['exact', 'Acme CRM', 'acme crm', true],
  ['exact', 'acme crm', 'ACME crm', true],
  ['exact', 'crm', 'acme crm', false],
  ['phrase', 'crm', 'acme crm', true],
  ['phrase', 'sales crm', 'acme sales crm', true],
  ['phrase', 'crm acme', 'acme crm', false],
  ['phrase', 'crm', 'acme crms', false],
  ['broad', 'crm acme', 'acme sales crm', true],
  ['broad', 'crm  acme', 'acme sales crm', true],
  ['broad', 'crm jobs', 'acme sales crm', false],
  ['broad', 'cr', 'acme crm', false],
] as const)('the %s negative “%s” takes searches from “%s”: %s', (matchType, negative, text, taken) =>
  expect(blocks(keyword(negative, matchType), keyword(text))).toBe(taken),
);

describe('the keywords of an ad group', () => {
  const group = (changes: Partial<AdGroup>): AdGroup => ({
    name: 'Brand',
    keywords: [keyword('acme crm')],
    negativeKeywords: [],
    ads: [{ format: 'text_ad', headline: 'Acme', description: 'Acme.' }],
    ...changes,
  });
  const told = (changes: Partial<AdGroup>) =>
    checkKeywordStyle(group(changes), 'adGroups.3', ['linkedin-ads', 'google-ads']);
  const error = { platform: 'google-ads', severity: 'error' };

  it('are left in peace when people read them as they are meant', () => {
    expect(told({ negativeKeywords: [keyword('jobs')] })).toEqual([]);
  });

  it('are told where they would be misread', () => {
    const misread = { ...error, code: 'KEYWORD_INVALID' };
    expect(
      told({
        keywords: [keyword('acme'), keyword('[b]')],
        negativeKeywords: [keyword('jobs'), keyword('+d')],
      }),
    ).toEqual([
      {
        ...misread,
        path: 'adGroups.3.keywords.1.text',
        message: '“[b]” would be misread as a keyword.',
      },
      {
        ...misread,
        path: 'adGroups.3.negativeKeywords.1.text',
        message: '“+d” would be misread as a keyword.',
      },
    ]);
  });

  it('are told where a negative one keeps them from being shown', () => {
    expect(told({ negativeKeywords: [keyword('jobs'), keyword('CRM')] })).toEqual([
      {
        ...error,
        code: 'KEYWORD_BLOCKED',
        path: 'adGroups.3.negativeKeywords.1',
        message: '“CRM” would keep “acme crm” from being shown.',
      },
    ]);
  });

  it('are nobody’s concern where there is no search', () => {
    expect(checkKeywordStyle(group({ keywords: [keyword('[b]')] }), 'adGroups.0', ['linkedin-ads'])).toEqual(
      [],
    );
  });
});

describe('the name of an ad group', () => {
  it('may be written in capitals', () => {
    expect(checkAdGroupName('BRAND TERMS', 'adGroups.0.name', 'Acme')).toEqual([]);
  });

  it('is told on no platform’s behalf when it holds what no text may hold', () => {
    expect(checkAdGroupName('=Brand at x.com', 'adGroups.1.name', 'Acme')).toEqual(
      [
        ['TEXT_URL', 'The name holds a web address; the landing page is set separately.'],
        ['TEXT_FORMULA', 'The name begins with a character that a spreadsheet runs as a formula.'],
      ].map(([code, message]) => ({
        platform: null,
        severity: 'error',
        code,
        path: 'adGroups.1.name',
        message,
      })),
    );
  });

  it('may be the product’s', () => {
    expect(checkAdGroupName('monday.com | Brand', 'adGroups.0.name', 'monday.com')).toEqual([]);
  });
});

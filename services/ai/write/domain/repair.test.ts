import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Structure } from '../../../../contracts/structure.ts';
import { briefOf } from '../../tests/briefs.ts';
import { checkStructure } from '../../check/domain/check.ts';
import type { ModelAnswer } from './model-answer.ts';
import { repairAnswer } from './repair.ts';

type Group = ModelAnswer['adGroups'][number];
const group = (changes: Partial<Group> = {}): Group => ({
  name: 'Brand',
  keywords: [{ text: 'acme crm', matchType: 'phrase' }],
  negativeKeywords: ['jobs'],
  searchAds: [
    {
      headlines: ['Acme CRM', 'Track Deals', 'Talk to Our Team'],
      descriptions: ['Track deals.', 'Talk to us.'],
      path1: 'crm',
      path2: null,
    },
  ],
  textAds: [{ headline: 'Acme CRM', description: 'Track deals.' }],
  ...changes,
});
const search = (headlines: string[], descriptions = ['Track deals.', 'Talk to us.']) => ({
  searchAds: [{ headlines, descriptions, path1: null, path2: null }],
});
const headlinesOf = (changes: Partial<Group>) => {
  const { structure } = repairAnswer({ adGroups: [group(changes)] }, briefOf());
  return structure.adGroups[0]?.ads.flatMap((ad) =>
    ad.format === 'responsive_search' ? ad.headlines.map((h) => h.text) : [],
  );
};

it('a good answer stays as it is', () => {
  const { structure, dropped } = repairAnswer({ adGroups: [group()] }, briefOf());
  expect(dropped).toEqual([]);
  expect(structure.adGroups[0]?.ads.map((ad) => ad.format)).toEqual(['responsive_search', 'text_ad']);
  expect(structure.adGroups[0]?.negativeKeywords).toEqual([{ text: 'jobs', matchType: 'phrase' }]);
});

describe('what breaks a rule is dropped and told, never cut', () => {
  it.each([
    ['too long', 'A headline that is much longer than thirty'],
    ['a claim of its own', 'Save 90% Now'],
    ['a superlative', 'The Best CRM'],
    ['a link', 'Go to www.evil.example'],
    ['markup', '<img src=x>'],
    ['a formula', '=HYPERLINK("x")'],
    ['shouting', 'BUY NOW TODAY'],
    ['an exclamation mark', 'Hello there!'],
  ])('%s', (_what, bad) => {
    const changes = search(['Acme CRM', bad, 'Track Deals', 'Talk to Us']);
    expect(headlinesOf(changes)).toEqual(['Acme CRM', 'Track Deals', 'Talk to Us']);
    expect(repairAnswer({ adGroups: [group(changes)] }, briefOf()).dropped.join()).toContain(
      bad.slice(0, 10),
    );
  });

  it('repeats and invisible characters go without a word', () => {
    expect(headlinesOf(search(['Acme CRM', 'ACME crm', 'Track\u200b Deals']))).toEqual([
      'Acme CRM',
      'Track Deals',
    ]);
  });
});

it('ads of a platform that was not asked for, and ad groups without ads, are left out', () => {
  const answer = { adGroups: [group(), group({ name: 'Empty', searchAds: [], textAds: [] })] };
  const { structure } = repairAnswer(answer, briefOf({ platforms: ['linkedin-ads'] }));
  expect(structure.adGroups).toMatchObject([{ name: 'Brand', keywords: [], ads: [{ format: 'text_ad' }] }]);
});

it('names are made to differ and cleaned', () => {
  const answer = { adGroups: [group({ name: 'A\u202e' }), group({ name: 'a' }), group({ name: '<b>' })] };
  expect(repairAnswer(answer, briefOf()).structure.adGroups.map((g) => g.name)).toEqual(['A', 'a 2', '3']);
});

it('a negative keyword that blocks a keyword goes; broken keywords go', () => {
  const changes = {
    keywords: [
      { text: 'acme crm', matchType: 'exact' as const },
      { text: 'a b c d e f g h i j k', matchType: 'phrase' as const },
    ],
    negativeKeywords: ['crm', 'jobs'],
  };
  const [only] = repairAnswer({ adGroups: [group({ ...changes })] }, briefOf()).structure.adGroups;
  expect(only?.keywords.map((k) => k.text)).toEqual(['acme crm']);
});

it('whatever a model answers, nothing forbidden comes through: links, markup, formulas, foreign claims, hidden characters', () => {
  const piece = fc.constantFrom(
    'Acme',
    'deals',
    '90%',
    '$5',
    'best',
    'www.evil.example',
    'a@b.com',
    '<script>',
    '=1+1',
    '\u202e',
    '\u{e0041}',
    'BUY NOW TODAY',
    '!!',
    '{x}',
    '+49 30 1234567',
    '🚀',
    'teams',
    '\u0000',
    'call',
    'javascript:x',
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 5 }).map((p) => p.join(' '));
  const answers = fc.record({
    adGroups: fc.array(
      fc.record({
        name: text,
        keywords: fc.array(
          fc.record({ text, matchType: fc.constantFrom('exact' as const, 'phrase' as const) }),
          { maxLength: 5 },
        ),
        negativeKeywords: fc.array(text, { maxLength: 5 }),
        searchAds: fc.array(
          fc.record({
            headlines: fc.array(text, { maxLength: 8 }),
            descriptions: fc.array(text, { maxLength: 4 }),
            path1: fc.option(text),
            path2: fc.option(text),
          }),
          { maxLength: 2 },
        ),
        textAds: fc.array(fc.record({ headline: text, description: text }), { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
  });
  const harmless = new Set(['TEXTS_TOO_FEW', 'ADS_MISSING']);
  fc.assert(
    fc.property(answers, (answer) => {
      const { structure } = repairAnswer(answer, briefOf());
      if (structure.adGroups.length === 0) return;
      expect(Structure.safeParse(structure).error).toBeUndefined();
      const errors = checkStructure(structure, briefOf()).filter(
        (c) => c.severity === 'error' && !harmless.has(c.code),
      );
      expect(errors).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

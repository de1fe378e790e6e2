import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import type { ModelAnswer } from './model-answer.ts';
import { repairAnswer } from './repair.ts';

type Group = ModelAnswer['adGroups'][number];
type SearchAd = Group['searchAds'][number];
type Brief = Parameters<typeof briefOf>[0];

const SEARCH_AD: SearchAd = {
  headlines: ['Acme CRM'],
  descriptions: ['Track deals.'],
  path1: null,
  path2: null,
};
const groupOf = (changes: Partial<Group> = {}): Group => ({
  name: 'Brand',
  keywords: [],
  negativeKeywords: [],
  searchAds: [SEARCH_AD],
  textAds: [{ headline: 'Acme CRM', description: 'Track deals.' }],
  ...changes,
});
const repair = (groups: Partial<Group>[], brief: Brief = {}) =>
  repairAnswer({ adGroups: groups.map(groupOf) }, briefOf(brief));
const searchAd = (changes: Partial<SearchAd>) => {
  const { structure, dropped } = repair([{ searchAds: [{ ...SEARCH_AD, ...changes }], textAds: [] }]);
  return { ad: structure.adGroups[0]?.ads[0], dropped };
};
const phrase = (text: string) => ({ text, matchType: 'phrase' as const });
const numbered = (count: number, word: string) =>
  Array.from({ length: count }, (_, i) => `${word} ${String.fromCharCode(97 + i)}`);

it('a good answer becomes the structure that it describes, field by field', () => {
  const keywords = [{ text: 'acme crm', matchType: 'exact' as const }, phrase('acme crm')];
  const ad = {
    headlines: ['Acme CRM', 'Track deals'],
    descriptions: ['Track.'],
    path1: 'crm',
    path2: 'deals',
  };
  expect(repair([{ keywords, negativeKeywords: ['jobs'], searchAds: [ad] }])).toEqual({
    dropped: [],
    structure: {
      adGroups: [
        {
          name: 'Brand',
          keywords,
          negativeKeywords: [phrase('jobs')],
          ads: [
            {
              format: 'responsive_search',
              headlines: [{ text: 'Acme CRM' }, { text: 'Track deals' }],
              descriptions: [{ text: 'Track.' }],
              path1: 'crm',
              path2: 'deals',
            },
            { format: 'text_ad', headline: 'Acme CRM', description: 'Track deals.' },
          ],
        },
      ],
    },
  });
});

describe('the sentence about what is dropped says why', () => {
  it.each<[string, Partial<SearchAd>]>([
    [
      `headline "${'a'.repeat(31)}": it takes 31 characters, 30 is the limit`,
      { headlines: ['Ok', 'a'.repeat(31)] },
    ],
    [
      `headline "${'会'.repeat(16)}": it takes 32 characters, 30 is the limit`,
      { headlines: ['Ok', '会'.repeat(16)] },
    ],
    [
      `headline "${'b'.repeat(200)}": it takes 210 characters, 30 is the limit`,
      { headlines: ['Ok', 'b'.repeat(210)] },
    ],
    ['headline "Hello there!": a headline has no exclamation mark', { headlines: ['Ok', 'Hello there!'] }],
    ['headline "Save 90% Now": "90%" is not in the brief', { headlines: ['Ok', 'Save 90% Now'] }],
    ['headline "a@b.example": it holds an e-mail address', { headlines: ['Ok', 'a@b.example'] }],
    [
      `description "${'c'.repeat(91)}": it takes 91 characters, 90 is the limit`,
      { descriptions: ['Ok', 'c'.repeat(91)] },
    ],
    [`path "${'d'.repeat(16)}": it takes 16 characters, 15 is the limit`, { path1: 'd'.repeat(16) }],
  ])('%s', (sentence, changes) => expect(searchAd(changes).dropped).toEqual([sentence]));

  it.each([
    ['headline', 25],
    ['description', 75],
  ])('of a text ad’s %s: LinkedIn’s limit is %i letters, of any script', (field, most) => {
    const told = (text: string) =>
      repair([{ textAds: [{ ...{ headline: 'Ok', description: 'Ok' }, [field]: text }] }]);
    expect(told('会'.repeat(most)).dropped).toEqual([]);
    expect(told('a'.repeat(most + 1)).dropped).toEqual([
      `${field} "${'a'.repeat(most + 1)}": it takes ${most + 1} characters, ${most} is the limit`,
    ]);
  });

  it('of a keyword: the rule of Google', () => {
    const text = 'a b c d e f g h i j k';
    const { dropped } = repair([{ keywords: [phrase(text)], negativeKeywords: [text] }]);
    expect(dropped).toHaveLength(2);
    for (const sentence of dropped) expect(sentence).toMatch(/^keyword "a b c d e f g h i j k": .*10/u);
  });

  it('a text that just fits and a description that exclaims are kept', () => {
    const fitting = {
      headlines: ['a'.repeat(30)],
      descriptions: ['b'.repeat(90), 'Hello!'],
      path1: 'c'.repeat(15),
    };
    expect(searchAd(fitting)).toMatchObject({
      dropped: [],
      ad: { headlines: [{}], descriptions: [{}, { text: 'Hello!' }], path1: fitting.path1 },
    });
  });

  it('an empty text is dropped without a word', () => {
    expect(searchAd({ headlines: ['', 'Ok', ' '] })).toMatchObject({
      dropped: [],
      ad: { headlines: [{ text: 'Ok' }] },
    });
  });
});

describe('no more is kept than a structure holds', () => {
  it('four ad groups, 20 keywords, 30 negative keywords', () => {
    const [first] = repair([
      {
        keywords: numbered(26, 'crm').map(phrase),
        negativeKeywords: [...numbered(26, 'job'), ...numbered(6, 'work')],
      },
    ]).structure.adGroups;
    expect(first?.keywords.map((k) => k.text)).toEqual(numbered(20, 'crm'));
    expect(first?.negativeKeywords.map((k) => k.text)).toEqual([
      ...numbered(26, 'job'),
      ...numbered(4, 'work'),
    ]);
    expect(repair(numbered(5, 'Group').map((name) => ({ name }))).structure.adGroups).toHaveLength(4);
  });

  it('one search ad with 15 headlines and 4 descriptions, and two text ads', () => {
    const ad = { ...SEARCH_AD, headlines: numbered(16, 'Head'), descriptions: numbered(5, 'Body') };
    const textAds = numbered(3, 'Text').map((headline) => ({ headline, description: 'Ok' }));
    const ads = repair([{ searchAds: [ad, SEARCH_AD], textAds }]).structure.adGroups[0]?.ads;
    expect(ads).toMatchObject([
      {
        headlines: numbered(15, 'Head').map((text) => ({ text })),
        descriptions: numbered(4, 'Body').map((text) => ({ text })),
      },
      { headline: 'Text a' },
      { headline: 'Text b' },
    ]);
  });

  it('a text ad that breaks a rule leaves its place to the next', () => {
    const textAds = ['Text a', 'Hello!', 'Text b'].map((headline) => ({ headline, description: 'Ok' }));
    const kept = repair([
      { searchAds: [], textAds: [{ headline: 'Ok', description: 'Save 90%' }, ...textAds] },
    ]);
    expect(kept.structure.adGroups[0]?.ads).toMatchObject([{ headline: 'Text a' }, { headline: 'Text b' }]);
  });
});

describe('a search ad', () => {
  it.each([
    ['headlines', { headlines: ['Hello!'] }],
    ['descriptions', { descriptions: ['Save 90%'] }],
  ])('without %s is left out', (_what, changes) => expect(searchAd(changes).ad).toBeUndefined());

  it.each<[string, string | null, string | null, object]>([
    ['none', null, null, {}],
    ['one', 'crm', null, { path1: 'crm' }],
    ['the second takes the first’s place', null, 'crm', { path1: 'crm' }],
    ['spaces become hyphens', ' sales  crm ', 'crm', { path1: 'sales-crm', path2: 'crm' }],
    ['a slash is no path', 'a/b', 'crm', { path1: 'crm' }],
    ['a question mark is no path', 'a?b', 'crm', { path1: 'crm' }],
    ['a hash is no path', 'a#b', 'crm', { path1: 'crm' }],
    ['a backslash is no path', 'a\\b', 'crm', { path1: 'crm' }],
    ['a claim of its own is no path', 'best', 'crm', { path1: 'crm' }],
  ])('paths: %s', (_what, path1, path2, paths) => {
    expect(searchAd({ path1, path2 }).ad).toStrictEqual({
      format: 'responsive_search',
      headlines: [{ text: 'Acme CRM' }],
      descriptions: [{ text: 'Track deals.' }],
      ...paths,
    });
  });
});

describe('the name of an ad group', () => {
  const names = (...given: string[]) =>
    repair(given.map((name) => ({ name }))).structure.adGroups.map((group) => group.name);
  it.each([
    ['is cleaned', [' A\u200b  b '], ['A b']],
    ['is written in capitals where the model does so', ['TRACKING DEALS'], ['TRACKING DEALS']],
    [
      'is the number of the group where it is empty or breaks a rule',
      ['', 'www.x.com', 'WWW.X.COM'],
      ['1', '2', '3'],
    ],
    ['has 100 letters at most, letters of two halves whole', ['𝒜'.repeat(101)], ['𝒜'.repeat(100)]],
    ['does not end in a space', [`${'a'.repeat(99)} b`], ['a'.repeat(99)]],
    ['is counted up, letter case aside', ['Deals', 'DEALS', 'deals'], ['Deals', 'DEALS 2', 'deals 3']],
    ['may be a number that another group would get', ['2', ''], ['2', '2 2']],
  ])('%s', (_what, given, kept) => expect(names(...given)).toEqual(kept));
});

describe('keywords of an answer', () => {
  it('are cleaned, and one stands in one group only, once for each match type', () => {
    const { structure } = repair([
      { keywords: [phrase('Acme,  CRM'), phrase('acme crm'), { text: 'acme crm', matchType: 'exact' }] },
      { keywords: [phrase('acme crm'), phrase('deals')], name: 'Deals' },
    ]);
    expect(structure.adGroups.map((group) => group.keywords)).toEqual([
      [phrase('acme crm'), { text: 'acme crm', matchType: 'exact' }],
      [phrase('deals')],
    ]);
  });

  it('negative ones are cleaned, stand once in each group, and block none of its keywords', () => {
    const negativeKeywords = ['Jobs!', 'jobs', 'crm', 'free'];
    const { structure } = repair([
      { keywords: [phrase('acme crm')], negativeKeywords },
      { keywords: [phrase('free deals')], negativeKeywords, name: 'Deals' },
    ]);
    const texts = structure.adGroups.map((group) => group.negativeKeywords.map((k) => k.text));
    expect(texts).toEqual([
      ['jobs', 'free'],
      ['jobs', 'crm'],
    ]);
  });
});

it.each([
  ['google-ads', ['responsive_search'], 1],
  ['linkedin-ads', ['text_ad'], 0],
] as const)('on %s alone nothing of the other platform is kept or judged', (platform, formats, keywords) => {
  const { structure, dropped } = repair(
    [
      {
        keywords: [phrase('crm')],
        negativeKeywords: platform === 'google-ads' ? ['jobs'] : ['x'.repeat(90)],
        searchAds: [platform === 'google-ads' ? SEARCH_AD : { ...SEARCH_AD, headlines: ['Hello!'] }],
        textAds: [{ headline: platform === 'google-ads' ? 'Hello!' : 'Hello', description: 'Ok' }],
      },
    ],
    { platforms: [platform] },
  );
  expect(dropped).toEqual([]);
  expect(structure.adGroups[0]?.ads.map((ad) => ad.format)).toEqual(formats);
  expect(structure.adGroups[0]?.keywords).toHaveLength(keywords);
  expect(structure.adGroups[0]?.negativeKeywords).toHaveLength(keywords);
});

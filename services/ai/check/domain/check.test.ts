import { describe, expect, it } from 'vitest';
import type { AdGroup } from '../../../../contracts/structure.ts';
import { briefOf } from '../../tests/briefs.ts';
import { checkStructure, platformsOf, refusals } from './check.ts';

const searchAd = (changes: object = {}) => ({
  format: 'responsive_search' as const,
  headlines: ['Acme CRM', 'Track Deals', 'Talk to Our Team'].map((text) => ({ text })),
  descriptions: ['Track deals in one place.', 'Talk to our team.'].map((text) => ({ text })),
  ...changes,
});
const textAd = (changes: object = {}) => ({
  format: 'text_ad' as const,
  headline: 'Acme CRM',
  description: 'Track deals.',
  ...changes,
});
const group = (changes: Partial<AdGroup> = {}): AdGroup => ({
  name: 'Brand',
  keywords: [{ text: 'acme crm', matchType: 'phrase' }],
  negativeKeywords: [],
  ads: [searchAd(), textAd()],
  ...changes,
});
const check = (adGroups: AdGroup[], changes: Parameters<typeof briefOf>[0] = {}) =>
  checkStructure({ adGroups }, briefOf(changes));
const errors = (adGroups: AdGroup[], changes: Parameters<typeof briefOf>[0] = {}) =>
  check(adGroups, changes)
    .filter((c) => c.severity === 'error')
    .map((c) => `${c.code} ${c.path}`);
const texts = (...all: string[]) => all.map((text) => ({ text }));

it('a structure that keeps the rules has no errors', () => expect(errors([group()])).toEqual([]));

describe('responsive search ads', () => {
  it.each([
    ['TEXTS_TOO_FEW adGroups.0.ads.0.headlines', { headlines: texts('One', 'Two') }],
    ['TEXTS_TOO_FEW adGroups.0.ads.0.descriptions', { descriptions: texts('One.') }],
    ['TEXT_TOO_LONG adGroups.0.ads.0.headlines.0.text', { headlines: texts('A'.repeat(31), 'b', 'c') }],
    ['TEXT_TOO_LONG adGroups.0.ads.0.headlines.0.text', { headlines: texts('会'.repeat(16), 'b', 'c') }],
    ['TEXT_TOO_LONG adGroups.0.ads.0.descriptions.1.text', { descriptions: texts('ok', 'a'.repeat(91)) }],
    ['TEXT_REPEATED adGroups.0.ads.0.headlines.2.text', { headlines: texts('Acme', 'Two', 'Acme') }],
    ['TEXT_EXCLAMATION adGroups.0.ads.0.headlines.0.text', { headlines: texts('Hello!', 'b', 'c') }],
    ['TEXT_URL adGroups.0.ads.0.descriptions.0.text', { descriptions: texts('See www.evil.example', 'ok') }],
    ['CLAIM_UNSUPPORTED adGroups.0.ads.0.headlines.1.text', { headlines: texts('Acme', 'Save 90%', 'c') }],
    ['PATH_INVALID adGroups.0.ads.0.path1', { path1: 'a/b' }],
    ['PATH_STYLE adGroups.0.ads.0.path1', { path1: 'a b' }],
    ['PATH1_MISSING adGroups.0.ads.0.path1', { path2: 'crm' }],
    [
      'PIN_INVALID adGroups.0.ads.0.descriptions.0.pin',
      { descriptions: [{ text: 'One.', pin: 3 }, { text: 'Two.' }] },
    ],
  ])('%s', (expected, changes) =>
    expect(errors([group({ ads: [searchAd(changes), textAd()] })])).toContain(expected),
  );

  it('more than three in an ad group are refused', () => {
    const four = ['a', 'b', 'c', 'd'].map((path1) => searchAd({ path1 }));
    expect(errors([group({ ads: [...four, textAd()] })])).toContain('ADS_TOO_MANY adGroups.0.ads');
  });
});

it('two headlines that differ in letter case only are a warning', () => {
  const told = check([group({ ads: [searchAd({ headlines: texts('Acme', 'Two', 'ACME') }), textAd()] })]);
  expect(told).toContainEqual(
    expect.objectContaining({
      severity: 'warning',
      code: 'TEXT_SIMILAR',
      path: 'adGroups.0.ads.0.headlines.2.text',
    }),
  );
});

describe('LinkedIn ads', () => {
  it.each([
    ['TEXT_TOO_LONG adGroups.0.ads.1.headline', { headline: 'a'.repeat(26) }],
    ['TEXT_TOO_LONG adGroups.0.ads.1.headline', { headline: '会'.repeat(26) }],
    ['TEXT_TOO_LONG adGroups.0.ads.1.description', { description: 'a'.repeat(76) }],
    ['CLAIM_UNSUPPORTED adGroups.0.ads.1.description', { description: 'Only 5 places left.' }],
    ['TEXT_EMPTY adGroups.0.ads.1.headline', { headline: ' ' }],
  ])('%s', (expected, changes) =>
    expect(errors([group({ ads: [searchAd(), textAd(changes)] })])).toContain(expected),
  );

  it('a Japanese headline of 25 letters is none too long', () => {
    expect(errors([group({ ads: [searchAd(), textAd({ headline: '会'.repeat(25) })] })])).toEqual([]);
  });

  it('an image ad is checked and told where LinkedIn cuts it', () => {
    const image = {
      format: 'single_image' as const,
      introText: 'word '.repeat(40).trim(),
      headline: 'Acme!',
      assetId: '0197b6a0-0000-7000-8000-000000000000',
    };
    const checks = check([group({ ads: [searchAd(), image] })]);
    expect(checks.map((c) => c.code)).toEqual(expect.arrayContaining(['TEXT_CUT', 'TEXT_EXCLAMATION']));
  });
});

describe('keywords', () => {
  const keyword = (text: string) => ({ text, matchType: 'phrase' as const });
  it.each([
    ['KEYWORD_TOO_LONG adGroups.0.keywords.0.text', { keywords: [keyword('会'.repeat(81))] }],
    ['KEYWORD_TOO_MANY_WORDS adGroups.0.keywords.0.text', { keywords: [keyword('a b c d e f g h i j k')] }],
    ['KEYWORD_CHARACTERS adGroups.0.keywords.0.text', { keywords: [keyword('acme, crm!')] }],
    ['KEYWORD_CHARACTERS adGroups.0.keywords.0.text', { keywords: [keyword('=cmd')] }],
    ['KEYWORD_INVALID adGroups.0.keywords.0.text', { keywords: [keyword('"acme"')] }],
    ['KEYWORD_INVALID adGroups.0.keywords.0.text', { keywords: [keyword('-acme')] }],
    ['KEYWORD_INVALID adGroups.0.negativeKeywords.0.text', { negativeKeywords: [keyword('…')] }],
    ['KEYWORD_BLOCKED adGroups.0.negativeKeywords.0', { negativeKeywords: [keyword('crm')] }],
  ])('%s', (expected, changes) => expect(errors([group(changes)])).toContain(expected));

  it('the same keyword in another case is made once, which is told', () => {
    const told = check([group({ keywords: [keyword('acme'), keyword('ACME')] })]);
    expect(told).toContainEqual(
      expect.objectContaining({
        severity: 'loss',
        code: 'KEYWORD_REPEATED',
        path: 'adGroups.0.keywords.1.text',
      }),
    );
  });

  it('a search ad group without them keeps a structure from being given out', () => {
    const refused = refusals(check([group({ keywords: [] })]));
    expect(refused.map((c) => `${c.code} ${c.path}`)).toEqual(['KEYWORDS_MISSING adGroups.0.keywords']);
  });

  it('are not asked for where there is no search', () => {
    expect(errors([group({ keywords: [], ads: [textAd()] })], { platforms: ['linkedin-ads'] })).toEqual([]);
  });
});

describe('what a platform cannot run or express', () => {
  const codes = (adGroups: AdGroup[], changes: Parameters<typeof briefOf>[0] = {}) =>
    check(adGroups, changes).map((c) => `${c.severity} ${c.platform} ${c.code}`);

  it('a platform without any ad is an error', () => {
    expect(codes([group({ ads: [searchAd()] })])).toContain('error linkedin-ads ADS_MISSING');
    expect(codes([group({ ads: [] as never })])).toContain('error google-ads ADS_MISSING');
  });

  it('an ad group that one platform leaves out, keywords and audiences are losses', () => {
    const audiences = { jobFunctions: ['urn:li:function:1'], seniorities: [], industries: [] };
    const told = codes([group({ audiences }), group({ name: 'Search', ads: [searchAd()] })]);
    expect(told).toEqual(
      expect.arrayContaining([
        'loss linkedin-ads AD_GROUP_NOT_EXPRESSED',
        'loss linkedin-ads KEYWORDS_NOT_EXPRESSED',
        'loss google-ads AUDIENCES_NOT_EXPRESSED',
        'warning linkedin-ads AUDIENCES_MISSING',
      ]),
    );
  });

  it('an ad that another platform of the brief runs is none', () => {
    expect(codes([group()]).filter((told) => told.endsWith('AD_FORMAT_NOT_EXPRESSED'))).toEqual([]);
  });

  it('an ad that none of the platforms runs is a loss', () => {
    expect(codes([group()], { platforms: ['google-ads'] })).toContain(
      'loss google-ads AD_FORMAT_NOT_EXPRESSED',
    );
  });

  it('an ad of the second ad group that another platform runs is no loss either', () => {
    const told = codes([group(), group({ name: 'Search' })]);
    expect(told.filter((line) => line.endsWith('AD_FORMAT_NOT_EXPRESSED'))).toEqual([]);
  });

  it('an image ad is told as a loss on each platform, for none of them runs it', () => {
    const image = {
      format: 'single_image' as const,
      introText: 'Meet Acme CRM.',
      headline: 'Acme CRM',
      assetId: '0197b6a0-0000-7000-8000-000000000000',
    };
    const told = codes([group({ ads: [searchAd(), textAd(), image] })]);
    expect(told.filter((line) => line.endsWith('AD_FORMAT_NOT_EXPRESSED'))).toEqual([
      'loss google-ads AD_FORMAT_NOT_EXPRESSED',
      'loss linkedin-ads AD_FORMAT_NOT_EXPRESSED',
    ]);
  });

  it('ads that go to everybody in the locations are a warning, where LinkedIn is among the platforms', () => {
    const missing = (adGroups: AdGroup[], changes = {}) =>
      check(adGroups, changes).filter(({ code }) => code === 'AUDIENCES_MISSING');
    expect(missing([group()])).toEqual([
      {
        platform: 'linkedin-ads',
        severity: 'warning',
        code: 'AUDIENCES_MISSING',
        path: 'adGroups.0.audiences',
        message: 'No professional audience is chosen: the ads go to everybody in the locations.',
      },
    ]);
    expect(missing([group()], { platforms: ['google-ads'] })).toEqual([]);
    const audiences = { jobFunctions: [], seniorities: ['urn:li:seniority:4'], industries: [] };
    expect(missing([group({ audiences })])).toEqual([]);
  });

  it('warnings and losses do not stop publishing', () => {
    expect(check([group()])).not.toEqual([]);
    expect(refusals(check([group()]))).toEqual([]);
  });
});

it('a superlative that the brief has is a warning about proof', () => {
  const ads = [searchAd({ headlines: texts('The Best CRM', 'b', 'c') }), textAd()];
  const [told] = check([group({ ads })], { claims: ['The best CRM'] }).filter(
    (c) => c.code === 'CLAIM_NEEDS_PROOF',
  );
  expect(told).toMatchObject({ severity: 'warning', platform: 'google-ads' });
});

it('style is told first, in the order of the structure, then each platform’s rules in the brief’s order', () => {
  const bad = group({
    name: 'Brand {x}',
    keywords: [{ text: '+acme', matchType: 'phrase' }],
    ads: [searchAd({ headlines: texts('Acme {x}', 'Two') }), textAd({ headline: ' ' })],
  });
  expect(errors([group(), bad])).toEqual([
    'TEXT_TAG adGroups.1.name',
    'KEYWORD_INVALID adGroups.1.keywords.0.text',
    'TEXT_TAG adGroups.1.ads.0.headlines.0.text',
    'TEXTS_TOO_FEW adGroups.1.ads.0.headlines',
    'KEYWORD_NOTATION adGroups.1.keywords.0.text',
    'TEXT_EMPTY adGroups.1.ads.1.headline',
  ]);
});

it('a structure is judged by the product and the claims of its brief', () => {
  const ads = [searchAd({ headlines: texts('Try acme.com', 'Save 30%', 'c') }), textAd()];
  expect(errors([group({ ads })], { product: 'acme.com', claims: ['Save 30%'] })).toEqual([]);
});

it('a platform that is named twice is one, in the brief’s order', () => {
  const brief = briefOf();
  expect(platformsOf({ ...brief, platforms: ['linkedin-ads', 'google-ads', 'linkedin-ads'] })).toEqual([
    'linkedin-ads',
    'google-ads',
  ]);
});

it('there is nothing to tell of a structure for one platform that keeps all its rules', () => {
  const structure = [group({ ads: [searchAd({ path1: 'crm', path2: 'deals' })] })];
  expect(check(structure, { platforms: ['google-ads'] })).toEqual([]);
});

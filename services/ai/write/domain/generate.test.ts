import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Brief } from '../../../../contracts/ai/brief.ts';
import { Structure } from '../../../../contracts/structure.ts';
import { briefOf, TRANSLATED } from '../../tests/briefs.ts';
import { checkStructure, refusals } from '../../check/domain/check.ts';
import { generateStructure, generatorNotes } from './generate.ts';
import { hasWords } from '../../brief/domain/read-brief.ts';

const searchAds = (structure: Structure) =>
  structure.adGroups.flatMap((g) => g.ads.flatMap((ad) => (ad.format === 'responsive_search' ? [ad] : [])));
const allTexts = (structure: Structure) =>
  structure.adGroups.flatMap((g) =>
    g.ads.flatMap((ad) =>
      ad.format === 'responsive_search'
        ? [...ad.headlines, ...ad.descriptions].map((t) => t.text)
        : ad.format === 'text_ad'
          ? [ad.headline, ad.description]
          : [],
    ),
  );

function expectWhole(brief: Brief): Structure {
  const structure = generateStructure(brief);
  expect(checkStructure(structure, brief).filter((c) => c.severity === 'error')).toEqual([]);
  expect(Structure.safeParse(structure).error).toBeUndefined();
  expect(structure.adGroups.length).toBeGreaterThanOrEqual(2);
  expect(structure.adGroups.length).toBeLessThanOrEqual(4);
  for (const ad of searchAds(structure)) {
    expect(ad.headlines.length).toBeGreaterThanOrEqual(8);
    expect(ad.descriptions).toHaveLength(4);
  }
  for (const group of structure.adGroups) {
    const text = group.ads.filter((ad) => ad.format === 'text_ad');
    expect(text).toHaveLength(brief.platforms.includes('linkedin-ads') ? 2 : 0);
    const search = brief.platforms.includes('google-ads');
    expect(group.keywords.length).toBeGreaterThanOrEqual(search ? 8 : 0);
    expect(group.keywords.length).toBeLessThanOrEqual(search ? 20 : 0);
  }
  return structure;
}

it('a brief gives themed ad groups with the product, the uses and the claims in the advertiser’s words', () => {
  const structure = expectWhole(briefOf());
  expect(structure.adGroups.map((g) => g.name)).toEqual([
    'Acme CRM | Brand',
    'Acme CRM | Sales pipeline software',
    'Acme CRM | For sales managers',
    'Acme CRM | Uses',
  ]);
  const headlines = searchAds(structure)[0]?.headlines.map((h) => h.text);
  expect(headlines).toEqual(
    expect.arrayContaining([
      'Acme CRM',
      'Track Deals',
      'Forecast Revenue',
      '14-Day Free Trial',
      'Set Up in 10 Minutes',
    ]),
  );
  expect(searchAds(structure)[0]?.descriptions.map((d) => d.text)).toContain(
    'Track deals, forecast revenue and automate follow-ups in one place with Acme CRM.',
  );
});

describe('what the copy is about is read with care', () => {
  const all = (changes: Parameters<typeof briefOf>[0]) =>
    allTexts(generateStructure(briefOf({ claims: [], ...changes }))).join('\n');

  it('a sentence about the advertiser or the clients is not a use and not a kind of product', () => {
    const texts = all({
      product: 'BrightDesk',
      description:
        'We run an agency for dentists. Clients include many practices. Alerts are sent automatically.',
    });
    expect(texts).not.toMatch(/Run an Agency|Clients Include\b(?! many)|Sent Automatically/u);
  });

  it('the article follows the shorter version: an applicant tracking system, a tracking system', () => {
    const texts = all({ product: 'HireFlow', description: 'HireFlow is an applicant tracking system.' });
    expect(texts).toContain('Looking for a Tracking System?');
    expect(texts).not.toContain('an tracking');
  });

  it('an audience’s nationality and acronyms keep their capitals inside a sentence', () => {
    expect(all({ audience: 'German manufacturers' })).toContain('for German manufacturers');
    expect(all({ audience: 'HR managers' })).toContain('for HR managers');
  });
});

it('the same brief gives the same structure, byte for byte', () => {
  expect(JSON.stringify(generateStructure(briefOf()))).toBe(JSON.stringify(generateStructure(briefOf())));
});

describe('each language has templates of its own', () => {
  it.each(Object.entries(TRANSLATED))('%s', (language, brief) => {
    expectWhole(brief);
    expect(generatorNotes(brief).map((n) => n.code)).not.toContain('LANGUAGE_UNKNOWN');
    const words = allTexts(generateStructure(brief)).join(' ');
    expect(words).toMatch(
      { de: /Sprechen Sie mit uns/u, fr: /Parlez à notre équipe/u, es: /Hable con nuestro equipo/u }[
        language
      ] ?? /never/u,
    );
  });

  it('a German separable verb is put into order: abzurechnen → abrechnen', () => {
    expect(allTexts(generateStructure(TRANSLATED.de))).toContain('Löhne abrechnen');
  });
});

describe('what could not be done is told', () => {
  const notes = (changes: Parameters<typeof briefOf>[0]) =>
    generatorNotes(briefOf(changes)).map((n) => n.code);
  it.each([
    ['LANGUAGE_UNKNOWN', { languages: ['ja'] }],
    ['LANGUAGE_MIXED', { languages: ['de'] }],
    ['LANGUAGE_ONE', { languages: ['en', 'de'] }],
    ['TONE_NOT_APPLIED', { tone: 'playful' }],
    ['CLAIM_TOO_LONG', { claims: [`A claim ${'that goes on '.repeat(9)}`] }],
  ])('%s', (code, changes) => expect(notes(changes)).toContain(code));
});

it('a claim is used whole or not at all, because a cut can lose a condition', () => {
  const claim = 'Save up to 30% on annual plans when you pay for three years in advance';
  const texts = allTexts(generateStructure(briefOf({ claims: [claim] }))).filter((t) => t.includes('30%'));
  for (const text of texts) expect(text).toContain('in advance');
});

it('a use that states a number or an offer is not taken out of its sentence', () => {
  const description =
    'It helps you save 30% on annual plans, get unlimited seats on the Pro plan and track deals.';
  const texts = allTexts(generateStructure(briefOf({ description, claims: [] })));
  expect(texts.filter((t) => /30%|unlimited/iu.test(t))).toEqual([]);
  expect(texts).toContain('Track Deals');
});

it('negative keywords never hold a word of the brief and never block a keyword', () => {
  const brief = briefOf({
    description: 'Free online course for job seekers. Free login.',
    claims: ['Free course'],
  });
  const negatives = generateStructure(brief).adGroups.flatMap((g) => g.negativeKeywords.map((k) => k.text));
  expect(negatives).not.toEqual(expect.arrayContaining(['free']));
  expect(negatives).not.toContain('course');
});

it('no keyword stands in two ad groups', () => {
  const keys = generateStructure(briefOf()).adGroups.flatMap((g) =>
    g.keywords.map((k) => `${k.matchType} ${k.text}`),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

describe('poor and hostile briefs', () => {
  it.each([
    ['one word', { product: 'Zora', description: 'Yoga', audience: 'All', claims: [] }],
    [
      'a long word',
      {
        product: 'a'.repeat(200),
        description: `${'b'.repeat(3900)} books`,
        audience: 'c'.repeat(1000),
        claims: ['d'.repeat(200)],
      },
    ],
    [
      'capitals',
      {
        product: 'BUY CHEAP SHOES NOW',
        description: 'BEST PRICES EVER!!! CALL +1 555 123 4567',
        audience: 'EVERYBODY',
        claims: ['NUMBER ONE!!!'],
      },
    ],
    [
      'markup',
      {
        product: '<script>alert(1)</script>',
        description: '{KeyWord:x} =HYPERLINK("x") www.evil.example',
        audience: '@all',
        claims: ['=1+1'],
      },
    ],
    [
      'Japanese',
      {
        product: 'クラウド会計',
        description: '中小企業のための会計ソフト。',
        audience: '経理担当者',
        claims: ['初月無料'],
        languages: ['ja'],
      },
    ],
    [
      'Arabic',
      {
        product: 'برنامج المحاسبة',
        description: 'برنامج محاسبة للشركات الصغيرة',
        audience: 'المحاسبون',
        claims: [],
        languages: ['ar'],
      },
    ],
  ])('%s still gives a structure without errors', (_what, changes) => void expectWhole(briefOf(changes)));

  it('a brief without words is recognised', () => {
    expect(hasWords(briefOf({ product: '!!!', description: '?', audience: '.', claims: [] }))).toBe(false);
    expect(hasWords(briefOf())).toBe(true);
  });
});

it('any brief that has words gives a structure that passes its own checks', () => {
  const word = fc.constantFrom(
    'sales',
    'software',
    'for',
    'the',
    'Teams',
    'track',
    'deals',
    'and',
    'CRM',
    'is',
    'a',
    '30%',
    'free',
    'best',
    'für',
    'Angebote',
    'zu',
    'verfolgen',
    ',',
    '.',
    '!',
    'it',
    'helps',
    'you',
    '—',
    '会計',
    'FREE',
    'www.x.com',
    '=1',
    '🚀',
    'de',
    'gérer',
    'más',
    '{x}',
    "don't",
    '\u200b',
  );
  const seen = (text: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text); // others never get past the contract
  const phrase = (max: number) =>
    fc
      .array(word, { minLength: 1, maxLength: max })
      .map((w) => w.join(' '))
      .filter(seen);
  const briefs = fc.record({
    product: phrase(6),
    description: phrase(40),
    audience: phrase(10),
    claims: fc.array(phrase(5), { maxLength: 5 }),
    languages: fc.constantFrom(['en'], ['de'], ['fr'], ['es'], ['ja']),
    objective: fc.constantFrom('awareness', 'traffic', 'leads', 'sales'),
    platforms: fc.constantFrom(['google-ads'], ['linkedin-ads'], ['google-ads', 'linkedin-ads']),
  });
  fc.assert(
    fc.property(briefs, (given) => {
      const brief = briefOf(given as never);
      fc.pre(hasWords(brief));
      expectWhole(brief);
      return refusals(checkStructure(generateStructure(brief), brief)).length === 0;
    }),
    { numRuns: 80 },
  );
});

import { describe, expect, it } from 'vitest';
import type { Structure } from '../../contracts/structure.ts';
import { readBriefs, type TestBrief } from './briefs.ts';
import { judge } from './judge.ts';
import { BY_HAND } from './fixtures/by-hand.ts';

const briefs = readBriefs();
const briefOf = (key: string): TestBrief => {
  const found = briefs.find((test) => test.key === key);
  if (found === undefined) throw new Error(`no brief ${key}`);
  return found;
};
const plumber = briefOf('plumber/en-local');
const byHand = judge(BY_HAND, plumber);
const share = ({ part, whole }: { part: number; whole: number }) => part / whole;

/** The structure by hand with each headline, description or keyword rewritten. */
function rewritten(
  change: Partial<
    Record<'headline' | 'description' | 'keyword' | 'negative', (text: string, i: number) => string>
  >,
): Structure {
  const same = (text: string) => text;
  const { headline = same, description = same, keyword = same, negative = same } = change;
  return {
    adGroups: BY_HAND.adGroups.map((group) => ({
      ...group,
      keywords: group.keywords.map((k, i) => ({ ...k, text: keyword(k.text, i) })),
      negativeKeywords: group.negativeKeywords.map((k, i) => ({ ...k, text: negative(k.text, i) })),
      ads: group.ads.map((ad) => {
        if (ad.format !== 'responsive_search') return ad;
        return {
          ...ad,
          headlines: ad.headlines.map(({ text }, i) => ({ text: headline(text, i) })),
          descriptions: ad.descriptions.map(({ text }, i) => ({ text: description(text, i) })),
        };
      }),
    })),
  };
}
const planted = (change: Parameters<typeof rewritten>[0]) => judge(rewritten(change), plumber);

describe('the data of the judge', () => {
  it('has 120 briefs of 24 trades in four languages, of which eight trades are held out', () => {
    expect(briefs).toHaveLength(120);
    expect(new Set(briefs.map(({ key }) => key)).size).toBe(120);
    const trades = Map.groupBy(briefs, ({ trade }) => trade);
    expect(trades.size).toBe(24);
    for (const [trade, own] of trades)
      expect([trade, ...new Set(own.map((b) => b.language))].sort()).toEqual(
        [trade, 'de', 'en', 'es', 'fr'].sort(),
      );
    const heldOut = [...trades].filter(([, own]) => own.every(({ set }) => set === 'held-out'));
    expect(heldOut).toHaveLength(8);
    for (const kind of ['plain', 'rich', 'thin', 'awkward'])
      expect(briefs.filter((b) => b.kind === kind).length).toBeGreaterThanOrEqual(10);
    expect(briefs.filter((b) => b.market === 'b2b').length).toBeGreaterThanOrEqual(20);
  });

  it('expects no term that it forbids, and no negative that blocks an expected term', () => {
    for (const test of briefs) {
      const asKeywords: Structure = {
        adGroups: [
          {
            name: 'All',
            keywords: test.must.map((text) => ({ text, matchType: 'phrase' })),
            negativeKeywords: test.negatives.map((text) => ({ text, matchType: 'broad' })),
            ads: [],
          },
        ],
      };
      const { never, harmful, headTerms, negatives } = judge(asKeywords, test).keywords;
      expect({ key: test.key, never: never.found, harmful }).toEqual({
        key: test.key,
        never: [],
        harmful: [],
      });
      expect(headTerms.length).toBeGreaterThanOrEqual(8);
      expect(negatives.part).toBe(negatives.whole);
    }
  });
});

describe('the expectations of a brief', () => {
  it('are in it: every fact is said, every service is named, and nothing that it says is unsupported', () => {
    for (const test of briefs) {
      const { product, description, audience } = test.brief;
      const quoted: Structure = {
        adGroups: test.services.map((_, i) => ({
          name: `${i} ${product} ${description} ${audience}`,
          keywords: [],
          negativeKeywords: [],
          ads: [
            {
              format: 'single_image',
              introText: `${product}\n${description}\n${audience}`,
              headline: product,
              assetId: '00000000-0000-4000-8000-000000000000',
            },
          ],
        })),
      };
      const { services, claims } = judge(quoted, test);
      expect([test.key, claims.recall.part, services.part]).toEqual([
        test.key,
        test.facts.length,
        test.services.length,
      ]);
      expect([test.key, claims.unsupported]).toEqual([test.key, []]);
    }
  });
});

describe('a structure written by hand', () => {
  it('gets the best value of every measure', () => {
    expect(byHand.keywords.headTerms.length).toBeGreaterThanOrEqual(10);
    expect(byHand.keywords).toMatchObject({ never: { part: 0 }, brand: { part: 0 }, harmful: [] });
    expect(share(byHand.keywords.negatives)).toBe(1);
    expect(share(byHand.services)).toBe(1);
    expect(byHand.foreign.found).toEqual([]);
    expect(byHand.grammar.found).toEqual([]);
    expect(share(byHand.claims.recall)).toBe(1);
    expect(byHand.claims.unsupported).toEqual([]);
    expect(byHand.claims.precision.whole).toBeGreaterThan(0);
    expect(byHand.repetition.part).toBe(0);
    expect(byHand.breaches).toEqual([]);
  });
});

describe('planted faults', () => {
  it('the brand in every keyword: no head term is left and the brand has all', () => {
    const { keywords } = planted({ keyword: (text) => `harper ${text}` });
    expect(share(keywords.brand)).toBe(1);
    expect(keywords.headTerms).toEqual([]);
  });

  it('terms of another trade are counted one by one', () => {
    const { keywords } = planted({ keyword: (text, i) => (i === 0 ? 'plumber jobs leeds' : text) });
    expect(keywords.never.part).toBe(BY_HAND.adGroups.length);
  });

  it('a negative that blocks an expected term is harmful; without it the expected one is missed', () => {
    const { keywords } = planted({ negative: (text) => (text === 'diy' ? 'emergency' : text) });
    expect(keywords.harmful).toEqual(['emergency']);
    expect(share(keywords.negatives)).toBeLessThan(1);
  });

  it('services in one group for all have no group of their own', () => {
    const [first] = BY_HAND.adGroups;
    if (first === undefined) throw new Error('no group');
    const keywords = BY_HAND.adGroups.flatMap((group) => group.keywords);
    const one = judge({ adGroups: [{ ...first, name: 'Our services', keywords }] }, plumber);
    expect(one.services).toEqual({ part: 0, whole: 4 });
  });

  it('keywords without a place and LinkedIn ads for everybody are seen', () => {
    expect(byHand.keywords.placed.part).toBeGreaterThan(0);
    expect(planted({ keyword: (text) => text.replaceAll('leeds', '') }).keywords.placed.part).toBe(0);
    const linkedIn = (jobFunctions: string[]): Structure => ({
      adGroups: [
        {
          name: 'Property managers',
          keywords: [],
          negativeKeywords: [],
          audiences: { jobFunctions, seniorities: [], industries: [] },
          ads: [
            { format: 'text_ad', headline: 'Plumbers for Landlords', description: 'A fixed price first.' },
          ],
        },
      ],
    });
    expect(judge(linkedIn(['urn:li:function:18']), plumber).audiences).toEqual({ part: 1, whole: 1 });
    expect(judge(linkedIn([]), plumber).audiences).toEqual({ part: 0, whole: 1 });
    expect(byHand.audiences.whole).toBe(0);
  });

  it('copy in another language is seen in every text that is long enough', () => {
    const spanish = 'Arreglamos las fugas de agua en su casa durante todo el día y toda la noche';
    const { foreign } = planted({ description: () => spanish });
    expect(foreign.part).toBe(8);
  });

  it('an invented number, a number of another meaning and an invented promise are unsupported', () => {
    const { claims } = planted({
      headline: (text, i) => (i === 0 ? '14 Industry Awards' : i === 1 ? '1987 Leaks Fixed Today' : text),
      description: (text, i) => (i === 0 ? 'Free replacement radiators for everybody.' : text),
    });
    const found = claims.unsupported.join('\n');
    expect(found).toContain('14 Industry');
    expect(found).toContain('1987 Leaks');
    expect(found).toContain('Free replacement');
    expect(share(claims.precision)).toBeLessThan(share(byHand.claims.precision));
  });

  it.each(['Hotel gratis para todos', 'Garantía de por vida', 'El mejor fontanero'])(
    'the promise “%s” is unsupported by a brief without it',
    (text) => {
      const spanish = briefOf('inn/es-posada');
      const { claims } = judge(rewritten({ headline: () => text }), spanish);
      expect(claims.unsupported.some((claim) => claim.endsWith(text))).toBe(true);
    },
  );

  it('facts that no ad says are missed', () => {
    const { claims } = planted({ headline: () => 'Plumbers in Leeds', description: () => 'We help you.' });
    expect(claims.recall.part).toBe(0);
  });

  it('repeated headlines and descriptions are counted', () => {
    const { repetition } = planted({
      headline: (_, i) => (i % 2 ? 'Plumbers in Leeds' : 'In Leeds: Plumbers'),
    });
    expect(share(repetition)).toBeGreaterThan(0.3);
    expect(
      planted({ description: (_, i) => `We help you with the house, ${i ? 'today' : 'now'}.` }).repetition
        .part,
    ).toBeGreaterThan(0);
  });

  it.each([
    ['31 characters in a headline', { headline: (text: string, i: number) => (i ? text : 'x'.repeat(31)) }],
    [
      '91 characters in a description',
      { description: (text: string, i: number) => (i ? text : 'x'.repeat(91)) },
    ],
    ['the same headline twice', { headline: () => 'Plumbers in Leeds' }],
    ['a keyword of eleven words', { keyword: () => 'a b c d e f g h i j k' }],
  ])('%s is a breach', (_, change) => {
    expect(planted(change).breaches.length).toBeGreaterThan(0);
  });

  it('the same structure gets the same verdict', () => {
    expect(judge(structuredClone(BY_HAND), plumber)).toEqual(byHand);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdGroup } from '../contracts/structure.ts';
import { PLATFORMS } from '../contracts/values.ts';
import { compareExposure } from './exposure-order.ts';
import { exposureOf, type Held } from './exposure.ts';

const AD_ACCOUNT = '0197a0de-0000-7000-8000-0000000000aa';
const ADS: AdGroup['ads'] = [
  { format: 'responsive_search', headlines: [{ text: 'Payroll' }], descriptions: [{ text: 'For teams.' }] },
  { format: 'text_ad', headline: 'Payroll', description: 'For teams.' },
];

function group(overrides: Partial<AdGroup> = {}): AdGroup {
  return {
    name: 'Payroll',
    keywords: [{ text: 'payroll software', matchType: 'phrase' }],
    negativeKeywords: [{ text: 'free', matchType: 'phrase' }],
    audiences: { jobFunctions: ['urn:li:function:1'], seniorities: [], industries: [] },
    ads: ADS,
    ...overrides,
  };
}

function held(share: Partial<Held['share']> = {}, rest: Partial<Omit<Held, 'share'>> = {}): Held {
  return {
    platform: 'google-ads',
    adAccountId: AD_ACCOUNT,
    serving: true,
    share: {
      name: 'Spring',
      objective: 'traffic',
      dailyMicros: 30_000_000,
      totalMicros: 900_000_000,
      currency: 'USD',
      schedule: { startDate: '2026-04-01', endDate: '2026-05-01' },
      targeting: { locations: ['US', 'DE'], languages: ['en', 'de'] },
      landingPageUrl: 'https://www.example.com/spring',
      declarations: { euPoliticalAdvertising: false },
      adGroups: [group()],
      ...share,
    },
    ...rest,
  };
}

const onLinkedIn = (share: Partial<Held['share']> = {}) => held(share, { platform: 'linkedin-ads' });
const order = (before: readonly Held[], after: readonly Held[]) =>
  compareExposure(exposureOf(before), exposureOf(after)).order;

/** One change that lowers: the second of each is less than the first. */
const LOWERED: readonly [what: string, more: Held, less: Held][] = [
  ['serving', held(), held({}, { serving: false })],
  ['one ad group serving', held(), held({}, { stoppedAdGroups: ['Payroll'] })],
  ['the daily budget', held(), held({ dailyMicros: 29_999_999 })],
  ['the total', held(), held({ totalMicros: 899_999_999 })],
  ['a total where there was none', held({ totalMicros: null }), held()],
  ['an earlier end', held(), held({ schedule: { startDate: '2026-04-01', endDate: '2026-04-30' } })],
  ['an end where there was none', held({ schedule: { startDate: '2026-04-01' } }), held()],
  ['a later start', held(), held({ schedule: { startDate: '2026-04-02', endDate: '2026-05-01' } })],
  ['a location less', held(), held({ targeting: { locations: ['US'], languages: ['en', 'de'] } })],
  ['a language less', held(), held({ targeting: { locations: ['US', 'DE'], languages: ['de'] } })],
  ['an ad group less', held({ adGroups: [group(), group({ name: 'Other' })] }), held()],
  ['a keyword less', held(), held({ adGroups: [group({ keywords: [] })] })],
  [
    'a narrower match type',
    held(),
    held({ adGroups: [group({ keywords: [{ text: 'Payroll software', matchType: 'exact' }] })] }),
  ],
  [
    'a negative keyword more',
    held(),
    held({
      adGroups: [
        group({
          negativeKeywords: [
            { text: 'free', matchType: 'phrase' },
            { text: 'a/negative b', matchType: 'exact' },
          ],
        }),
      ],
    }),
  ],
  [
    'a broader negative keyword',
    held(),
    held({ adGroups: [group({ negativeKeywords: [{ text: 'free', matchType: 'broad' }] })] }),
  ],
  [
    'an audience where everybody was reached',
    onLinkedIn(),
    onLinkedIn({
      adGroups: [
        group({
          audiences: {
            jobFunctions: ['urn:li:function:1'],
            seniorities: ['urn:li:seniority:3'],
            industries: [],
          },
        }),
      ],
    }),
  ],
  [
    'a job function less',
    onLinkedIn({
      adGroups: [
        group({
          audiences: {
            jobFunctions: ['urn:li:function:1', 'urn:li:function:2'],
            seniorities: [],
            industries: [],
          },
        }),
      ],
    }),
    onLinkedIn(),
  ],
];

/** Two of which neither is less than the other. */
const INCOMPARABLE: readonly [what: string, one: Held, other: Held][] = [
  ['another objective', held(), held({ objective: 'sales' })],
  ['another currency', held(), held({ currency: 'EUR' })],
  ['another ad account', held(), held({}, { adAccountId: '0197a0de-0000-7000-8000-0000000000bb' })],
  ['another location', held(), held({ targeting: { locations: ['US', 'FR'], languages: ['en', 'de'] } })],
  [
    'another keyword',
    held(),
    held({ adGroups: [group({ keywords: [{ text: 'payroll', matchType: 'exact' }] })] }),
  ],
  ['another name of an ad group', held(), held({ adGroups: [group({ name: 'Renamed' })] })],
  [
    'less money for a longer time',
    held(),
    held({ dailyMicros: 1, schedule: { startDate: '2026-04-01', endDate: '2026-05-02' } }),
  ],
];

describe('exposure', () => {
  it.each(LOWERED)('falls by %s, and rises the other way', (_what, more, less) => {
    expect(order([more], [less])).toBe('lower');
    expect(order([less], [more])).toBe('raises');
    expect(compareExposure(exposureOf([less]), exposureOf([more])).raised).not.toEqual([]);
  });

  it.each(INCOMPARABLE)('raises both ways for %s', (_what, one, other) => {
    expect(order([one], [other])).toBe('raises');
    expect(order([other], [one])).toBe('raises');
  });

  it('is raised by money that moves from one platform to the other, because a platform gets more than it had', () => {
    const before = [held(), onLinkedIn()];
    const after = [held({ dailyMicros: 20_000_000 }), onLinkedIn({ dailyMicros: 40_000_000 })];
    expect(compareExposure(exposureOf(before), exposureOf(after))).toEqual({
      order: 'raises',
      raised: ['the most of a day on LinkedIn Ads', 'the most of a month on LinkedIn Ads'],
    });
  });

  it('falls by everything that is taken away as a whole, with the limits that it had', () => {
    expect(order([held(), onLinkedIn()], [held()])).toBe('lower');
    expect(order([held()], [])).toBe('lower');
    expect(order([], [held({}, { serving: false })])).toBe('raises');
  });

  it('is the same for other words, other ads and a landing page', () => {
    const ads: AdGroup['ads'] = [...ADS, ...ADS];
    const after = held({
      name: 'Summer',
      landingPageUrl: 'https://example.com/2',
      adGroups: [group({ ads })],
    });
    expect(order([held()], [after])).toBe('same');
  });

  it('leaves out what the platform does not take: keywords on LinkedIn, audiences on Google', () => {
    expect(order([onLinkedIn()], [onLinkedIn({ adGroups: [group({ keywords: [] })] })])).toBe('same');
    expect(order([held()], [held({ adGroups: [group({ audiences: undefined })] })])).toBe('same');
    const unseen = group({
      name: 'Text ads only',
      ads: ADS.filter((ad) => ad.format === 'text_ad'),
    });
    expect(order([held()], [held({ adGroups: [group(), unseen] })])).toBe('same');
  });
});

const keywords = fc.array(
  fc.record({
    text: fc.constantFrom('payroll', 'free', 'a/negative payroll'),
    matchType: fc.constantFrom('exact' as const, 'phrase' as const, 'broad' as const),
  }),
  { maxLength: 2 },
);
const some = <T>(values: readonly T[], minLength: number) => fc.subarray([...values], { minLength });
const adGroups = fc.subarray(['A', 'B'], { minLength: 1 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        keywords,
        negativeKeywords: keywords,
        audiences: fc.record({
          jobFunctions: some(['urn:1', 'urn:2'], 0),
          seniorities: some(['urn:3'], 0),
          industries: fc.constant<string[]>([]),
        }),
        ads: fc.constant(ADS),
      }),
    ),
  ),
);
const anyHeld = fc.constantFrom(...PLATFORMS).chain((platform) =>
  fc.record({
    platform: fc.constant(platform),
    adAccountId: fc.constantFrom('1', '1', '1', '2'),
    serving: fc.boolean(),
    stoppedAdGroups: some(['A', 'B'], 0),
    share: fc.record({
      ...Object.fromEntries(
        Object.entries(held().share).map(([key, value]) => [key, fc.constant(value)] as const),
      ),
      objective: fc.constantFrom('traffic' as const, 'traffic' as const, 'sales' as const),
      dailyMicros: fc.integer({ min: 1, max: 3 }),
      totalMicros: fc.constantFrom(null, 5, 6),
      schedule: fc.constantFrom(
        { startDate: '2026-04-01' },
        { startDate: '2026-04-01', endDate: '2026-05-01' },
        { startDate: '2026-04-02', endDate: '2026-04-30' },
      ),
      targeting: fc.record({
        locations: some(['US', 'DE'], 1),
        languages: some(['en', 'de'], 1),
      }),
      adGroups,
    }) as unknown as fc.Arbitrary<Held['share']>,
  }),
);
const exposures = fc.uniqueArray(anyHeld, { selector: (h) => h.platform, maxLength: 2 }).map(exposureOf);
/** Of the second and third often a part is the one before: three that are drawn apart are hardly ever in order. */
const chains = fc
  .tuple(fc.array(anyHeld, { minLength: 1, maxLength: 1 }), fc.infiniteStream(fc.boolean()))
  .map(([[first], keep]) => {
    const lowered = (from: Held): Held => {
      const next = () => keep.next().value === true;
      const share = structuredClone(from.share);
      if (next() && share.dailyMicros > 1) share.dailyMicros -= 1;
      if (next()) share.totalMicros = Math.min(share.totalMicros ?? 6, 5);
      if (next()) share.schedule = { startDate: '2026-04-02', endDate: '2026-04-30' };
      if (next()) share.adGroups = share.adGroups.slice(0, 1);
      if (next() && share.adGroups[0])
        share.adGroups[0].negativeKeywords.push({ text: 'x', matchType: 'broad' });
      if (next() && share.adGroups[0]) share.adGroups[0].keywords.pop();
      return { ...from, share, serving: from.serving && next() };
    };
    const a = first ?? held();
    const b = lowered(a);
    return [a, b, lowered(b)] as const;
  });

describe('the order of exposures', () => {
  it('is reflexive', () => {
    fc.assert(fc.property(exposures, (a) => compareExposure(a, a).order === 'same'));
  });

  it('is antisymmetric: what is lower one way raises the other way, and what is the same is so both ways', () => {
    fc.assert(
      fc.property(exposures, exposures, (a, b) => {
        const [there, back] = [compareExposure(a, b).order, compareExposure(b, a).order];
        if (there === 'lower') expect(back).toBe('raises');
        if (there === 'same') expect(back).toBe('same');
        if (there === 'raises') expect(['lower', 'raises']).toContain(back);
      }),
      { numRuns: 500 },
    );
  });

  it('is transitive: never does a step after a step lead above the first', () => {
    fc.assert(
      fc.property(chains, exposures, ([a, b, c], other) => {
        const [first, second, third] = [exposureOf([a]), exposureOf([b]), exposureOf([c])];
        expect(compareExposure(first, second).order).not.toBe('raises');
        expect(compareExposure(second, third).order).not.toBe('raises');
        expect(compareExposure(first, third).order).not.toBe('raises');
        for (const [x, y, z] of [
          [first, second, other],
          [other, first, third],
          [first, other, third],
        ] as const)
          if (compareExposure(x, y).order !== 'raises' && compareExposure(y, z).order !== 'raises')
            expect(compareExposure(x, z).order).not.toBe('raises');
      }),
      { numRuns: 500 },
    );
  });
});

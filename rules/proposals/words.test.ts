import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Proposal } from '../../contracts/campaign/proposal.ts';
import { formatFact, formatMicros, formatProbability } from './amounts.ts';
import { proposalWords } from './words.ts';

const proposal = (changes: Partial<Proposal> = {}): Proposal =>
  Proposal.parse({
    change: {
      kind: 'shift_budget',
      split: [
        { platform: 'google-ads', dailyMicros: 61_000_000 },
        { platform: 'linkedin-ads', dailyMicros: 39_000_000 },
      ],
    },
    evidence: {
      windowDays: 28,
      from: '2026-10-01',
      to: '2026-10-28',
      facts: [
        { label: 'Google Ads cost per conversion', value: 42_100_000, unit: 'micros' },
        { label: 'LinkedIn Ads conversion rate', value: 0.0123, unit: 'ratio' },
        { label: 'Google Ads conversions', value: 1234, unit: 'count' },
      ],
      probabilityBetter: 0.937,
      factVersion: 7,
      method: 'thompson',
    },
    expected: { low: 1.1, expected: 4.2, high: 7.9, unit: 'conversions a day' },
    costIfWrong: { amountMicros: 35_000_000, currency: 'EUR' },
    validForDays: 7,
    ...changes,
  });

it('a shift of budget is told with its figures, its certainty, its effect and its price', () => {
  expect(proposalWords(proposal(), 'Spring launch', 'EUR')).toEqual({
    title: 'Share the daily budget differently between Google Ads and LinkedIn Ads',
    explanation:
      '“Spring launch” can use the same daily budget better with another split between its platforms; the total does not grow. ' +
      'The figures from 2026-10-01 to 2026-10-28 (28 days): Google Ads cost per conversion 42.10 EUR; LinkedIn Ads conversion rate 1.23%; Google Ads conversions 1,234. ' +
      'On these figures the chance that the change is an improvement is 93%. ' +
      'Expected effect: 4.2 conversions a day, most likely between 1.1 conversions a day and 7.9 conversions a day. ' +
      'If it turns out wrong, it costs about 35.00 EUR.',
  });
});

it('a fact of a platform is told with its name, and its unit once', () => {
  const { evidence } = proposal();
  const facts = [
    { label: 'google-ads: conversions', value: 12, unit: 'conversions' },
    { label: 'linkedin-ads: cost', value: 9.5, unit: 'USD' },
  ];
  expect(
    proposalWords(proposal({ evidence: { ...evidence, facts } }), 'Spring', 'USD').explanation,
  ).toContain('Google Ads: 12 conversions; LinkedIn Ads: cost 9.5 USD.');
});

describe('what a proposal says of its change and its figures', () => {
  const told = (changes: Partial<Proposal>, name = 'Spring') =>
    proposalWords(proposal(changes), name, 'EUR').explanation;
  const evidence = (changes: Partial<Proposal['evidence']>) => ({
    evidence: { ...proposal().evidence, ...changes },
  });
  const labels = (...given: [string, string][]) =>
    evidence({ facts: given.map(([label, unit]) => ({ label, unit, value: 12 })) });

  it('a lower budget is told as one', () => {
    const change = { kind: 'lower_budget', dailyMicros: 5_000_000, split: [] } as never;
    expect(told({ change })).toMatch(/^“Spring” can do with a smaller daily budget\. The figures /u);
  });

  it('without facts it rests on the period, and one day is a day', () => {
    expect(told(evidence({ facts: [] }))).toContain(
      ' This rests on the figures from 2026-10-01 to 2026-10-28 (28 days). ',
    );
    expect(told(evidence({ facts: [], windowDays: 1 }))).toContain('(1 day).');
  });

  it('certainty has a sentence of its own', () => {
    expect(told(evidence({ probabilityBetter: 1 }))).toContain(
      ' On these figures it is nearly certain that the change is an improvement. ',
    );
  });

  it.each([
    ['a platform at the start has its name', 'google-ads: clicks', 'count', 'Google Ads: clicks 12'],
    ['one inside does not', 'on google-ads: clicks', 'count', 'on google-ads: clicks 12'],
    ['one without a colon does not', 'google-ads clicks', 'count', 'google-ads clicks 12'],
    ['a unit that ends the label is said once', 'all clicks', 'clicks', 'all 12 clicks'],
    ['a unit that is a part of a word is not taken off', 'misclicks', 'clicks', 'misclicks 12 clicks'],
    ['digits of a label are left out', 'top 10 ads of 2026', 'count', 'top ads of 12'],
  ])('%s', (_what, label, unit, text) => {
    expect(told(labels([label, unit]))).toContain(`(28 days): ${text}. `);
  });

  it('facts are separated', () => {
    expect(told(labels(['a', 'count'], ['b', 'count']))).toContain(': a 12; b 12. ');
  });

  it.each([
    ['  Spring \n launch ', '“Spring launch” can'],
    ['Spring 2026', 'This campaign can'],
    ['Spring ٢', 'This campaign can'],
    ['\u200b', 'This campaign can'],
  ])('the campaign %j is called %s', (name, text) =>
    expect(told({}, name)).toMatch(new RegExp(`^${text}`, 'u')),
  );
});

describe('titles', () => {
  it.each([
    ['Lower the daily budget', { kind: 'lower_budget', dailyMicros: 5_000_000, split: [] }],
    [
      'Put the whole daily budget on Google Ads',
      {
        kind: 'shift_budget',
        split: [
          { platform: 'google-ads', dailyMicros: 9 },
          { platform: 'linkedin-ads', dailyMicros: 0 },
        ],
      },
    ],
  ])('%s', (title, change) =>
    expect(proposalWords(proposal({ change: change as never }), 'x', 'EUR').title).toBe(title),
  );
});

it.each([
  [0, '0%'],
  [0.29, '29%'],
  [0.5799999, '57%'],
  [0.99, '99%'],
  [0.9901, null],
  [1, null],
])('the probability %d is told as %s', (probability, text) => {
  expect(formatProbability(probability)).toBe(text);
});

it('certainty is never rounded up', () => {
  expect(formatProbability(0.949)).toBe('94%');
  expect(formatProbability(0.999)).toBeNull();
  const evidence = { ...proposal().evidence, probabilityBetter: 1 };
  expect(proposalWords(proposal({ evidence }), 'x', 'EUR').explanation).toContain('nearly certain');
});

it.each([
  [{ value: 1_500_000, unit: 'micros' }, '1.50 USD'],
  [{ value: 0.5, unit: 'ratio' }, '50%'],
  [{ value: 12.345, unit: '%' }, '12.35%'],
  [{ value: 0.00123, unit: 'clicks' }, '0.0012 clicks'],
  [{ value: -0, unit: '' }, '0'],
  [{ value: 0, unit: 'clicks' }, '0 clicks'],
  [{ value: -1, unit: '' }, '-1'],
  [{ value: 12, unit: 'count' }, '12'],
  [{ value: 12, unit: 'number' }, '12'],
  [{ value: 0.25, unit: 'share' }, '25%'],
  [{ value: 0.25, unit: 'Rate' }, '25%'],
  [{ value: 0.25, unit: 'fraction' }, '25%'],
  [{ value: 0.00123, unit: 'ratio' }, '0.12%'],
  [{ value: 1_234.567, unit: 'clicks' }, '1,234.57 clicks'],
  [{ value: 1, unit: 'click' }, '1 click'],
  [{ value: 0.999, unit: '' }, '1'],
  [{ value: -0.456, unit: '' }, '-0.46'],
  [{ value: -1.5, unit: '' }, '-1.5'],
  [{ value: 1_499_999.6, unit: 'costMicros' }, '1.50 USD'],
  [{ value: 5, unit: 'micros a day' }, '5 micros a day'],
  [{ value: 1e300, unit: 'micros' }, `${new Intl.NumberFormat('en-US').format(1e300)} micros`],
])('%o is written %s', (fact, text) => expect(formatFact(fact, 'USD')).toBe(text));

it('money is written to the cent with its currency', () => {
  expect(formatMicros(9_000_000_000_000_000, 'IDR')).toBe('9,000,000,000.00 IDR');
  expect(formatMicros(1_234_567, 'EUR')).toBe('1.23 EUR');
  expect(formatMicros(1_235_000, 'EUR')).toBe('1.24 EUR');
  expect(formatMicros(0, 'EUR')).toBe('0.00 EUR');
  expect(formatMicros(999_000_000, 'EUR')).toBe('999.00 EUR');
  expect(formatMicros(1_000_000_000, 'EUR')).toBe('1,000.00 EUR');
});

it('every number of the text is one of the evidence, the range or the cost, whatever the names and labels hold', () => {
  const number = fc.double({ min: -1e6, max: 1e9, noNaN: true });
  const facts = fc.array(
    fc.record({
      label: fc.string({ maxLength: 20 }),
      value: number,
      unit: fc.constantFrom('micros', 'ratio', 'count', 'clicks', '%'),
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(
      facts,
      fc.tuple(number, number, number),
      fc.integer({ min: 0, max: 9e15 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string(),
      (list, [low, mid, high], cost, probabilityBetter, name) => {
        const unit = 'conversions';
        const given = proposal({
          evidence: { ...proposal().evidence, facts: list, probabilityBetter },
          expected: { low, expected: mid, high, unit },
          costIfWrong: { amountMicros: cost, currency: 'EUR' },
        });
        const { title, explanation } = proposalWords(given, name, 'EUR');
        const known = [
          ...list.map((f) => formatFact(f, 'EUR')),
          ...[low, mid, high].map((value) => formatFact({ value, unit }, 'EUR')),
          formatMicros(cost, 'EUR'),
          formatProbability(probabilityBetter) ?? '',
          '2026-10-01 2026-10-28 28',
        ].join(' ');
        const numbers = (text: string) => text.match(/\d+(?:[.,]\d+)*/gu) ?? [];
        const allowed = new Set(numbers(known));
        expect(numbers(`${title} ${explanation}`).filter((n) => !allowed.has(n))).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

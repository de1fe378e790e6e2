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
])('%o is written %s', (fact, text) => expect(formatFact(fact, 'USD')).toBe(text));

it('money is written to the cent with its currency', () => {
  expect(formatMicros(9_000_000_000_000_000, 'IDR')).toBe('9,000,000,000.00 IDR');
  expect(formatMicros(1_234_567, 'EUR')).toBe('1.23 EUR');
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

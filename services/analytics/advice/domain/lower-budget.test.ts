import { describe, expect, it } from 'vitest';
import { addDays, eachDay } from '../../../../lib/time.ts';
import type { PlatformDay } from './evidence.ts';
import { lowerBudget } from './lower-budget.ts';
import type { Question } from './question.ts';

const UNIT = 1_000_000;
const lastDay = '2026-03-12';
const recentFrom = addDays(lastDay, -13);
const beforeFrom = addDays(recentFrom, -28);

/** One platform that spends 10 a day; of the 28 days before the last 14, each converts once. */
const stopped = eachDay(beforeFrom, lastDay).map((date): PlatformDay => ({
  platform: 'google-ads',
  date,
  clicks: 5,
  conversions: date < recentFrom ? 1 : 0,
  cost: 10,
}));
const changed = (change: (day: PlatformDay, index: number) => Partial<PlatformDay>) =>
  stopped.map((day, index) => ({ ...day, ...change(day, index) }));

const question = (days: readonly PlatformDay[], shares = [20 * UNIT], floor?: number): Question => ({
  days,
  budget: {
    dailyMicros: shares.reduce((sum, share) => sum + share, 0),
    currency: 'EUR',
    split: shares.map((dailyMicros, i) => ({
      platform: i === 0 ? 'google-ads' : 'linkedin-ads',
      dailyMicros,
    })),
  },
  floorMicros: floor === undefined ? {} : { 'google-ads': floor },
  factVersion: 7,
});
const proposalFor = (...asked: Parameters<typeof question>) => lowerBudget(question(...asked), lastDay);

describe('where conversions have stopped', () => {
  it('a lower budget is proposed with all that a marketer checks', () => {
    expect(proposalFor(stopped, [20 * UNIT], UNIT)).toEqual({
      change: {
        kind: 'lower_budget',
        split: [{ platform: 'google-ads', dailyMicros: 16 * UNIT }],
        dailyMicros: 16 * UNIT,
      },
      evidence: {
        windowDays: 42,
        from: '2026-01-30',
        to: '2026-03-12',
        facts: [
          { label: 'last 14 days: conversions', value: 0, unit: 'conversions' },
          { label: 'last 14 days: cost', value: 140, unit: 'EUR' },
          { label: '28 days before: conversions', value: 28, unit: 'conversions' },
          { label: '28 days before: cost', value: 280, unit: 'EUR' },
          { label: '28 days before: cost per conversion', value: 10, unit: 'EUR' },
        ],
        probabilityBetter: 1 - (280 / 420) ** 28.5,
        factVersion: 7,
        method:
          'Conversions have stopped: the probability is that of not seeing this by chance, under a Gamma-Poisson ' +
          'predictive of the days before. The range is the money not spent in 30 days.',
      },
      expected: { low: 0, expected: 60, high: 120, unit: 'EUR' },
      costIfWrong: { amountMicros: 28 * UNIT, currency: 'EUR' },
      validForDays: 7,
    });
  });

  it('the surer, the less the days before varied', () => {
    const clustered = changed((day, i) =>
      day.date < recentFrom ? { conversions: i % 4 === 0 ? 4 : 0 } : {},
    );
    const dispersion = 84 / 27;
    const chance = (280 / 420) ** (0.5 + 28 / dispersion);
    expect(proposalFor(clustered)?.evidence.probabilityBetter).toBeCloseTo(1 - chance, 12);
  });

  it('the money that is not spent anyway is not expected to be saved', () => {
    expect(proposalFor(stopped, [5 * UNIT])?.expected).toEqual({
      low: 0,
      expected: 30,
      high: 30,
      unit: 'EUR',
    });
    expect(proposalFor(stopped, [30 * UNIT])?.expected).toMatchObject({ expected: 60, high: 180 });
  });

  it('days outside of the window count for nothing', () => {
    const old = stopped.map((day) => ({ ...day, date: addDays(day.date, -1) }));
    const outside = { ...(stopped[0] as PlatformDay), date: addDays(beforeFrom, -1), conversions: 1000 };
    expect(proposalFor([...stopped, outside])).toEqual(proposalFor(stopped));
    expect(proposalFor(old)?.evidence.facts[0]).toEqual(proposalFor(stopped)?.evidence.facts[0]);
    expect(proposalFor(old)?.evidence.facts[1]?.value).toBe(130);
  });
});

describe('a lower budget needs', () => {
  const lastOf = (date: string, conversions: number) =>
    changed((day) => (day.date === date ? { conversions } : {}));
  it.each([
    ['no conversion on the first of the last days', lastOf(recentFrom, 0.1), false],
    ['no conversion on the last of the last days', lastOf(lastDay, 0.1), false],
    [
      'no figures of the days after',
      [...stopped, { ...(stopped[0] as PlatformDay), date: addDays(lastDay, 1) }],
      true,
    ],
    ['10 conversions before', changed((_, i) => ({ conversions: i < 10 ? 1 : 0 })), true],
    ['no less than 10', changed((_, i) => ({ conversions: i < 9 ? 1 : 0 })), false],
    ['conversions that have cost money', changed((day) => (day.date < recentFrom ? { cost: 0 } : {})), false],
    [
      'money enough to be sure',
      changed((day, i) => ({ conversions: i < 10 ? 1 : 0, cost: day.date < recentFrom ? 10 : 93 / 14 })),
      true,
    ],
    [
      'no less money than that',
      changed((day, i) => ({ conversions: i < 10 ? 1 : 0, cost: day.date < recentFrom ? 10 : 92 / 14 })),
      false,
    ],
  ])('%s', (_name, days, proposed) => {
    expect(proposalFor(days) !== null).toBe(proposed);
  });

  it('a budget that is split, and can be lowered', () => {
    expect(proposalFor(stopped, [UNIT])).toBeNull();
    expect(proposalFor(stopped, [20 * UNIT], 20 * UNIT)).toBeNull();
    expect(
      lowerBudget(
        { ...question(stopped), budget: { dailyMicros: UNIT, currency: 'EUR', split: [] } },
        lastDay,
      ),
    ).toBeNull();
  });
});

it.each([
  ['rounded up to whole units', [12_300_000, 7_000_000], undefined, [10, 6]],
  ['at its floor', [20 * UNIT, 10 * UNIT], 18 * UNIT, [18, 8]],
  ['as it is below its floor', [15 * UNIT, 10 * UNIT], 18 * UNIT, [15, 8]],
])('leaves each share %s', (_name, shares, floor, units) => {
  const change = proposalFor(stopped, shares, floor)?.change;
  expect(change?.split.map((share) => share.dailyMicros / UNIT)).toEqual(units);
  expect(change).toMatchObject({ dailyMicros: units.reduce((sum, unit) => sum + unit * UNIT, 0) });
});

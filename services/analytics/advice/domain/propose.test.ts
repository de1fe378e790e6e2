import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { seededRandom } from '../../../../lib/random.ts';
import { addDays, eachDay } from '../../../../lib/time.ts';
import type { PlatformDay } from './evidence.ts';
import { historyFor, propose } from './propose.ts';
import type { Question } from './question.ts';

const today = '2026-03-15';
const history = historyFor(today);
const UNIT = 1_000_000;

type World = { google: number; linkedin: number; cost?: number; seed?: number; clicksOnly?: boolean };

/** 42 days in which each platform spends `cost` a day and converts at its rate (conversions per money), Poisson-like. */
function world({ google, linkedin, cost = 50, seed = 1, clicksOnly = false }: World): PlatformDay[] {
  const random = seededRandom(seed);
  const draw = (mean: number) => {
    let count = 0;
    for (let i = 0; i < 200; i += 1) if (random.next() < mean / 200) count += 1;
    return count;
  };
  return eachDay(history.from, history.to).flatMap((date) =>
    PLATFORMS.map((platform) => {
      const results = draw((platform === 'google-ads' ? google : linkedin) * cost);
      return {
        platform,
        date,
        cost,
        clicks: clicksOnly ? results : results * 20,
        conversions: clicksOnly ? 0 : results,
      };
    }),
  );
}

const ask = (days: PlatformDay[], change: Partial<Question> = {}): Question => ({
  days,
  budget: {
    dailyMicros: 100 * UNIT,
    currency: 'USD',
    split: [
      { platform: 'google-ads', dailyMicros: 50 * UNIT },
      { platform: 'linkedin-ads', dailyMicros: 50 * UNIT },
    ],
  },
  floorMicros: {},
  factVersion: 7,
  ...change,
});

describe('a shift of budget', () => {
  it('moves money to the platform that converts better, with evidence', () => {
    const [proposal] = propose(ask(world({ google: 0.2, linkedin: 0.05 })), today);
    expect(proposal?.change).toEqual({
      kind: 'shift_budget',
      split: [
        { platform: 'google-ads', dailyMicros: 70 * UNIT },
        { platform: 'linkedin-ads', dailyMicros: 30 * UNIT },
      ],
    });
    expect(proposal).toMatchObject({
      costIfWrong: { amountMicros: 140 * UNIT, currency: 'USD' },
      evidence: { windowDays: 28, from: '2026-02-13', to: '2026-03-12', factVersion: 7 },
      expected: { unit: 'conversions' },
    });
    expect(proposal?.evidence.probabilityBetter).toBeGreaterThan(0.99);
    expect(proposal?.evidence.facts).toContainEqual({ label: 'google-ads: cost', value: 1400, unit: 'USD' });
    const { low = 0, expected = 0, high = 0 } = proposal?.expected ?? {};
    expect(0 < low && low < expected && expected < high).toBe(true);
  });

  it('points the other way when the platforms change places', () => {
    const [proposal] = propose(ask(world({ google: 0.05, linkedin: 0.2 })), today);
    expect(proposal?.change).toMatchObject({
      split: [{ dailyMicros: 30 * UNIT }, { dailyMicros: 70 * UNIT }],
    });
  });

  it.each([
    ['both platforms convert alike', world({ google: 0.1, linkedin: 0.1 }), {}],
    ['conversions are too few', world({ google: 0.008, linkedin: 0.002 }), {}],
    ['there are no days', [], {}],
    [
      'one platform has never spent',
      world({ google: 0.2, linkedin: 0 }).filter((d) => d.platform === 'google-ads'),
      {},
    ],
    [
      'the poor platform is at its floor',
      world({ google: 0.2, linkedin: 0.05 }),
      { 'linkedin-ads': 50 * UNIT },
    ],
  ])('is not proposed when %s', (_name, days, floorMicros) => {
    expect(propose(ask(days, { floorMicros }), today)).toEqual([]);
  });

  it('says of the platform that gives which smallest budget nobody knows', () => {
    const days = world({ google: 0.2, linkedin: 0.05 });
    const methodWith = (floorMicros: Question['floorMicros']) =>
      propose(ask(days, { floorMicros }), today)[0]?.evidence.method;
    expect(methodWith({ 'google-ads': UNIT })).toMatch(
      /The smallest daily budget of LinkedIn Ads in USD is not known here; the platform has the last word\.$/,
    );
    expect(methodWith({ 'linkedin-ads': 10 * UNIT })).not.toContain('not known');
  });

  it('counts clicks, and says so, when the campaign has no conversion at all', () => {
    const [proposal] = propose(ask(world({ google: 0.9, linkedin: 0.2, clicksOnly: true })), today);
    expect(proposal?.expected.unit).toBe('clicks');
    expect(proposal?.evidence.method).toMatch(/^No conversions in the window, so clicks/);
  });

  it('is never wrong about money: the total stays, moves are whole units and bounded, minimums are kept', () => {
    const rate = fc.double({ min: 0.001, max: 0.6, noNaN: true });
    const share = fc.integer({ min: 5, max: 95 });
    fc.assert(
      fc.property(rate, rate, share, fc.integer({ min: 1, max: 99 }), (google, linkedin, percent, cents) => {
        const total = 100 * UNIT + cents * 10_000;
        const first = percent * UNIT;
        const split = [
          { platform: 'google-ads' as Platform, dailyMicros: first },
          { platform: 'linkedin-ads' as Platform, dailyMicros: total - first },
        ];
        const budget = { dailyMicros: total, currency: 'USD', split };
        const floorMicros = { 'linkedin-ads': 12 * UNIT };
        for (const { change, costIfWrong } of propose(
          ask(world({ google, linkedin }), { budget, floorMicros }),
          today,
        )) {
          expect(change.split.reduce((sum, s) => sum + s.dailyMicros, 0)).toBe(total);
          const moved = (change.split[0]?.dailyMicros ?? 0) - first;
          expect(Math.abs(moved % UNIT)).toBe(0);
          expect(Math.abs(moved)).toBeLessThanOrEqual(0.2 * total);
          expect(costIfWrong.amountMicros).toBe(Math.abs(moved) * 7);
          const donor = moved > 0 ? change.split[1] : change.split[0];
          expect(donor?.dailyMicros).toBeGreaterThanOrEqual(
            donor?.platform === 'linkedin-ads' ? 12 * UNIT : total / 10,
          );
        }
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('rarely sees a difference where there is none', () => {
    const false_ = Array.from({ length: 60 }, (_, i) =>
      world({ google: 0.05, linkedin: 0.05, seed: 100 + i }),
    );
    const proposed = false_.filter((days) => propose(ask(days), today).length > 0);
    expect(proposed.length).toBeLessThanOrEqual(6);
  });
});

describe('a lower budget', () => {
  const stoppedAt = addDays(history.to, -13);
  const stopped = world({ google: 0.05, linkedin: 0.05 }).map((day) =>
    day.date >= stoppedAt ? { ...day, conversions: 0 } : day,
  );

  it('is proposed when conversions have stopped although money is spent', () => {
    const proposals = propose(ask(stopped), today);
    expect(proposals).toHaveLength(1);
    expect(proposals[0]).toMatchObject({
      change: {
        kind: 'lower_budget',
        dailyMicros: 80 * UNIT,
        split: [
          { platform: 'google-ads', dailyMicros: 40 * UNIT },
          { platform: 'linkedin-ads', dailyMicros: 40 * UNIT },
        ],
      },
      expected: { low: 0, expected: 600, high: 600, unit: 'USD' },
      costIfWrong: { amountMicros: 140 * UNIT, currency: 'USD' },
      evidence: { windowDays: 42 },
    });
  });

  it('says of which platforms the smallest budget is not known', () => {
    const [{ evidence } = { evidence: { method: '' } }] = propose(ask(stopped), today);
    expect(evidence.method).toContain(
      'smallest daily budget of Google Ads and LinkedIn Ads in USD is not known',
    );
  });

  it('is not proposed when nothing was spent since, or when there were few conversions before', () => {
    const idle = stopped.map((day) => (day.date >= stoppedAt ? { ...day, cost: 0.1 } : day));
    const few = world({ google: 0.002, linkedin: 0.002 }).map((day) =>
      day.date >= stoppedAt ? { ...day, conversions: 0 } : day,
    );
    for (const days of [idle, few]) {
      expect(propose(ask(days), today).filter((p) => p.change.kind === 'lower_budget')).toEqual([]);
    }
  });
});

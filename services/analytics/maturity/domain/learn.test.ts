import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../lib/time.ts';
import { type AccountHistory, type Cohort, learn } from './learn.ts';

const FIRST = '2026-01-01';
const LIMITS = { horizonDays: 30, leastDays: 14, leastConversions: 50 };

/** Numbers from 0 to 1 that a seed decides (a linear congruence, good enough for lags). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type World = { days: number; conversions: number; lag: (random: () => number) => number; seed: number };

/** An account that is told every day: each day's conversions come after lags in whole days; those after the horizon never count. */
function accountOf({ days, conversions, lag, seed }: World): AccountHistory {
  const random = randomOf(seed);
  const cohorts = Array.from({ length: days }, (_, index): Cohort => {
    const counts = new Map<number, number>();
    for (let one = 0; one < conversions; one += 1) {
      const age = Math.floor(lag(random));
      if (age <= LIMITS.horizonDays && index + age < days) counts.set(age, (counts.get(age) ?? 0) + 1);
    }
    const changes = [...counts].map(([age, count]) => ({ age, micros: BigInt(count) * 1_000_000n }));
    return { day: addDays(FIRST, index), firstAge: 0, changes };
  });
  return { cohorts, toldOn: new Set(Array.from({ length: days }, (_, index) => addDays(FIRST, index))) };
}
const exponential = (mean: number) => (random: () => number) => -mean * Math.log(1 - random());
const lastDayOf = (days: number) => addDays(FIRST, days - 1);

describe('which share of conversions is known by age', () => {
  it.each([1, 2, 4, 8])(
    'is learned within 5 points of the truth where they lag by %s days on average',
    (mean) => {
      const within = (age: number) => 1 - Math.exp(-(age + 1) / mean);
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
          const account = accountOf({ days: 75, conversions: 60, lag: exponential(mean), seed });
          learn([account], lastDayOf(75), LIMITS).forEach((known, age) => {
            expect(known).not.toBeNull();
            const truth = within(age) / within(LIMITS.horizonDays);
            expect(Math.abs((known?.share ?? 0) - truth)).toBeLessThan(0.05);
          });
        }),
        { numRuns: 10, seed: 9 },
      );
    },
  );

  it('is worked out by hand for a small ladder', () => {
    const cohorts = ['2026-01-01', '2026-01-02'].map((day, at) => ({
      ...{ day, firstAge: 0 },
      changes: [
        { age: 0, micros: 4_000_000n },
        { age: 1, micros: 4_000_000n },
        ...(at === 0 ? [{ age: 2, micros: 2_000_000n }] : []),
      ],
    }));
    const toldOn = new Set(['2026-01-01', '2026-01-02', '2026-01-03']);
    const limits = { horizonDays: 2, leastDays: 1, leastConversions: 1 };
    // f(0) = 16 / 8, f(1) = 10 / 8
    expect(learn([{ cohorts, toldOn }], '2026-01-03', limits)).toEqual([
      { share: 0.4, days: 1 },
      { share: 0.8, days: 1 },
      { share: 1, days: 1 },
    ]);
  });

  it('is of no age known from a month alone: no day is old enough to tell its end', () => {
    const account = accountOf({ days: 30, conversions: 500, lag: exponential(2), seed: 7 });
    expect(learn([account], lastDayOf(30), LIMITS).every((known) => known === null)).toBe(true);
  });

  it('is not known from few conversions', () => {
    const account = accountOf({ days: 75, conversions: 1, lag: exponential(2), seed: 7 });
    const few = { ...LIMITS, leastConversions: 500 };
    expect(learn([account], lastDayOf(75), few).every((known) => known === null)).toBe(true);
  });

  it('is not 1 but unknown where nobody tells a day again', () => {
    const account = accountOf({ days: 75, conversions: 100, lag: () => 0, seed: 7 });
    expect(learn([account], lastDayOf(75), LIMITS).every((known) => known === null)).toBe(true);
  });

  it('is not learned from days on which nothing was told: silence is not a conversion that has come', () => {
    const account = accountOf({ days: 75, conversions: 100, lag: exponential(3), seed: 7 });
    const silent = {
      ...account,
      toldOn: new Set(account.cohorts.map(({ day }) => day).filter((_, at) => at % 2)),
    };
    expect(learn([silent], lastDayOf(75), LIMITS).every((known) => known === null)).toBe(true);
  });

  it('takes no campaign that is first told late for conversions that come late', () => {
    const account = accountOf({ days: 75, conversions: 60, lag: exponential(2), seed: 7 });
    const late = account.cohorts.map(({ day }) => ({
      ...{ day, firstAge: 20 },
      changes: [{ age: 20, micros: 900_000_000n }],
    }));
    const with_ = learn([{ ...account, cohorts: [...account.cohorts, ...late] }], lastDayOf(75), LIMITS);
    const share = (1 - Math.exp(-1 / 2)) / (1 - Math.exp(-31 / 2));
    expect(Math.abs((with_[0]?.share ?? 0) - share)).toBeLessThan(0.05);
  });

  it('rises above 1 where conversions are taken back later, and learns from several accounts together', () => {
    const cohort = (day: string): Cohort => ({
      ...{ day, firstAge: 0 },
      changes: [
        { age: 0, micros: 10_000_000n },
        { age: 1, micros: -2_000_000n },
      ],
    });
    const days = Array.from({ length: 40 }, (_, at) => addDays(FIRST, at));
    const account = { cohorts: days.map(cohort), toldOn: new Set(days) };
    const limits = { horizonDays: 3, leastDays: 14, leastConversions: 50 };
    expect(learn([account, account], lastDayOf(40), limits)[0]?.share).toBeCloseTo(1.25);
  });
});

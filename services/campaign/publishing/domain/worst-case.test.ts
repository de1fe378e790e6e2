import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, eachDay } from '../../../../lib/time.ts';
import { draftContent } from '../../content/domain/testing/content.ts';
import { worstCase } from './worst-case.ts';

const on = (platform: 'google-ads' | 'linkedin-ads', dailyMicros: number, schedule: object) =>
  draftContent({
    platforms: [platform],
    budget: { dailyMicros, currency: 'USD', split: [{ platform, dailyMicros }] },
    schedule: { startDate: '2026-03-01', ...schedule },
  });

describe('the most that may be charged', () => {
  it.each([
    ['google-ads', '2026-03-10', { dailyMicros: 20, monthMicros: 304, totalMicros: 200, days: 10 }],
    ['google-ads', '2026-03-31', { totalMicros: 304, days: 31 }],
    ['google-ads', '2026-04-01', { totalMicros: 324, days: 32 }],
    ['google-ads', undefined, { dailyMicros: 20, monthMicros: 304, totalMicros: null, days: null }],
    ['linkedin-ads', '2026-03-10', { dailyMicros: 15, totalMicros: 100, days: 10 }],
    ['linkedin-ads', undefined, { dailyMicros: 15, monthMicros: 325, totalMicros: null, days: null }],
  ] as const)('%s until %s', (platform, endDate, wanted) => {
    expect(worstCase(on(platform, 10, endDate ? { endDate } : {}), '2026-02-01')).toMatchObject(wanted);
  });

  it('is the sum over the platforms, each rounded up to a micro', () => {
    const budget = {
      dailyMicros: 2,
      currency: 'USD',
      split: [
        { platform: 'google-ads' as const, dailyMicros: 1 },
        { platform: 'linkedin-ads' as const, dailyMicros: 1 },
      ],
    };
    const schedule = { startDate: '2026-03-01', endDate: '2026-04-01' };
    expect(worstCase(draftContent({ budget, schedule }), '2026-02-01')).toEqual({
      dailyMicros: 2 + 2,
      monthMicros: 31 + 33,
      totalMicros: 33 + 32,
      days: 32,
    });
  });

  it('counts only the days that are left', () => {
    expect(worstCase(on('google-ads', 10, { endDate: '2026-03-10' }), '2026-03-09')).toMatchObject({
      days: 2,
      totalMicros: 40,
    });
    expect(worstCase(on('google-ads', 10, { endDate: '2026-03-10' }), '2026-05-01')).toMatchObject({
      days: 0,
      totalMicros: 0,
    });
  });

  it('adds up month by month what day by day would', () => {
    const days = fc.integer({ min: -400, max: 900 });
    fc.assert(
      fc.property(days, days, (start, length) => {
        const [startDate, endDate] = [addDays('2028-02-27', start), addDays('2028-02-27', start + length)];
        const months = Map.groupBy(eachDay(startDate, endDate), (day) => day.slice(0, 7));
        const tenths = [...months.values()].reduce(
          (sum, inMonth) => sum + Math.min(inMonth.length * 20, 304),
          0,
        );
        const { totalMicros } = worstCase(on('google-ads', 10, { startDate, endDate }), '2000-01-01');
        expect(totalMicros).toBe(tenths);
      }),
    );
  });

  it('is reckoned at once for an end in the year 9999, so that no draft can hold up everybody', () => {
    const began = process.threadCpuUsage();
    const { days, totalMicros } = worstCase(on('google-ads', 10, { endDate: '9999-12-31' }), '2026-01-01');
    expect(process.threadCpuUsage(began).user).toBeLessThan(500_000);
    expect(days).toBe(2_912_384);
    expect(totalMicros).toBeGreaterThan(2_900_000 * 9);
  });

  it('is never less than the plain budget and never more than twice of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 800 }), (daily, days) => {
        const endDate = addDays('2026-03-01', days - 1);
        const { totalMicros } = worstCase(on('google-ads', daily, { endDate }), '2026-01-01');
        expect(totalMicros).toBeLessThanOrEqual(2 * daily * days + 30);
        expect(totalMicros).toBeGreaterThanOrEqual(Math.floor(daily * days * (30.4 / 31)));
      }),
    );
  });

  it('is exact also above 2^53, as months in rupiah are', () => {
    expect(worstCase(on('google-ads', 999_999_999_990_001, {}), '2026-01-01')).toMatchObject({
      dailyMicros: 1_999_999_999_980_002,
      monthMicros: '30399999999696031',
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestUnitMicros } from '../../lib/currency.ts';
import { adGroup, searchAd, share } from '../fixtures/examples.ts';
import { GOOGLE_ADS_LIMITS } from '../google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../linkedin-ads/limits.ts';
import { checkGoogleBudget } from './google-ads/budget.ts';
import { checkLinkedInBudget } from './linkedin-ads/budget.ts';
import { checksOf } from './say.ts';
import type { Share } from './share.ts';

const google = (changes: Partial<Share>) =>
  checksOf('google-ads', (say) => checkGoogleBudget(share(changes), GOOGLE_ADS_LIMITS, say));
const linkedIn = (changes: Partial<Share>) =>
  checksOf('linkedin-ads', (say) => checkLinkedInBudget(share(changes), LINKEDIN_ADS_LIMITS, say));
const tell = (checks: ReturnType<typeof google>) =>
  checks.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

describe("Google's rules for a budget: fine at the limit, told beyond it", () => {
  it.each<[string, Partial<Share>, Partial<Share>, string]>([
    ['whole cents', { dailyMicros: 50_010_000 }, { dailyMicros: 50_015_000 }, 'BUDGET_NOT_MULTIPLE'],
    ['the floor', { dailyMicros: 1_000_000 }, { dailyMicros: 990_000 }, 'BUDGET_BELOW_FLOOR'],
    ['the most', { dailyMicros: 1e15 }, { dailyMicros: 1e15 + 10_000 }, 'BUDGET_TOO_LARGE'],
  ])('%s', (_rule, atLimit, beyond, code) => {
    expect(tell(google(atLimit))).toEqual([]);
    expect(tell(google(beyond))).toEqual([`error ${code} dailyMicros`]);
  });

  it('a floor that is not known is a warning, never a silent pass', () => {
    expect(tell(google({ currency: 'JPY', dailyMicros: 1_000_000 }))).toEqual([
      'warning BUDGET_FLOOR_UNKNOWN dailyMicros',
    ]);
    expect(tell(google({ currency: 'JPY', dailyMicros: 1_500_000 }))[0]).toBe(
      'error BUDGET_NOT_MULTIPLE dailyMicros',
    );
  });

  it('an account may have a smallest unit of its own', () => {
    const limits = { ...GOOGLE_ADS_LIMITS, billableUnitMicros: { USD: 1_000_000 } };
    const told = (dailyMicros: number) =>
      tell(checksOf('google-ads', (say) => checkGoogleBudget(share({ dailyMicros }), limits, say)));
    expect(told(50_000_000)).toEqual([]);
    expect(told(50_010_000)).toEqual(['error BUDGET_NOT_MULTIPLE dailyMicros']);
  });

  it('a budget without a total has none that could be exceeded', () => {
    expect(google({ totalMicros: null, schedule: { startDate: '2026-12-01' } })).toEqual([]);
  });

  it('a total that the days may exceed is a loss', () => {
    const schedule = { startDate: '2026-12-01', endDate: '2026-12-02' };
    const budget = { dailyMicros: 10_000_000, schedule };
    expect(tell(google({ ...budget, totalMicros: 20_000_000 }))).toEqual([]);
    expect(tell(google({ ...budget, totalMicros: 19_000_000 }))).toEqual([
      'loss BUDGET_TOTAL_NOT_ENFORCED totalMicros',
    ]);
    expect(tell(google({ ...budget, totalMicros: 1e15, schedule: { startDate: '2026-12-01' } }))).toEqual([
      'loss BUDGET_TOTAL_NOT_ENFORCED totalMicros',
    ]);
  });
});

describe("LinkedIn's rules for a budget: fine at the limit, told beyond it", () => {
  const two = [adGroup(), adGroup({ name: 'Leave' }), adGroup({ name: 'Search', ads: [searchAd()] })];
  it.each<[string, Partial<Share>, Partial<Share>, string]>([
    [
      '10 USD a day for each ad group that runs there',
      { adGroups: two, dailyMicros: 20_000_000 },
      { adGroups: two, dailyMicros: 19_990_000 },
      'BUDGET_BELOW_FLOOR dailyMicros',
    ],
    [
      '8 GBP a day',
      { currency: 'GBP', dailyMicros: 8_000_000 },
      { currency: 'GBP', dailyMicros: 7_990_000 },
      'BUDGET_BELOW_FLOOR dailyMicros',
    ],
    [
      '100 USD in total for each ad group that runs there',
      { adGroups: two, totalMicros: 200_000_000 },
      { adGroups: two, totalMicros: 199_990_000 },
      'BUDGET_BELOW_FLOOR totalMicros',
    ],
    [
      'whole cents',
      { dailyMicros: 50_010_000 },
      { dailyMicros: 50_015_000 },
      'BUDGET_NOT_MULTIPLE dailyMicros',
    ],
    [
      'a total of a day at least',
      { dailyMicros: 200_000_000, totalMicros: 200_000_000 },
      { dailyMicros: 200_010_000, totalMicros: 200_000_000 },
      'BUDGET_TOTAL_BELOW_DAILY totalMicros',
    ],
  ])('%s', (_rule, atLimit, beyond, told) => {
    expect(tell(linkedIn(atLimit))).toEqual([]);
    expect(tell(linkedIn(beyond))).toEqual([`error ${told}`]);
  });

  it.each(['CAD', 'CHF', 'SEK'])('the floor in %s is not known, which is a warning', (currency) => {
    expect(tell(linkedIn({ currency, dailyMicros: 10_000, totalMicros: 20_000 }))).toEqual([
      'warning BUDGET_FLOOR_UNKNOWN dailyMicros',
      'warning BUDGET_FLOOR_UNKNOWN totalMicros',
    ]);
  });

  it('nothing is said where nothing runs', () => {
    expect(linkedIn({ adGroups: [adGroup({ ads: [searchAd()] })], dailyMicros: 1 })).toEqual([]);
  });
});

it.each([
  ['USD', 10_000],
  ['JPY', 1_000_000],
  ['KWD', 10_000],
])('LinkedIn takes %s in steps of %i micros: two digits at most', (currency, unit) => {
  const codes = (dailyMicros: number) => linkedIn({ currency, dailyMicros }).map((check) => check.code);
  expect(codes(100_000_000 + unit)).not.toContain('BUDGET_NOT_MULTIPLE');
  expect(codes(100_000_000 + unit / 2)).toContain('BUDGET_NOT_MULTIPLE');
});

it('on both platforms a budget passes exactly when it is whole units and not below the floor', () => {
  const currency = fc.constantFrom('USD', 'EUR', 'GBP');
  fc.assert(
    fc.property(
      currency,
      fc.integer({ min: 1, max: 3_000 }),
      fc.integer({ min: 1, max: 4 }),
      (code, cents, parts) => {
        const adGroups = Array.from({ length: parts }, (_, i) => adGroup({ name: `Group ${i}` }));
        const dailyMicros = cents * smallestUnitMicros(code);
        const floor = LINKEDIN_ADS_LIMITS.dailyFloorMicros[code] ?? 0;
        const passes = dailyMicros >= parts * floor;
        expect(linkedIn({ currency: code, dailyMicros, adGroups }).length === 0).toBe(passes);
        expect(google({ currency: code, dailyMicros, adGroups }).length === 0).toBe(dailyMicros >= 1_000_000);
      },
    ),
  );
});

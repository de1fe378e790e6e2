import { expect, it } from 'vitest';
import { changeOf, ratesOf } from './rates.ts';
import { NO_SUMS } from './sums.ts';

const sums = {
  impressions: 10_000n,
  clicks: 200n,
  costMicros: 50_000_000n,
  conversionsMicros: 4_000_000n,
  valueMicros: 150_000_000n,
};

it('derives rates from totals', () => {
  expect(ratesOf(sums)).toEqual({
    ctr: 0.02,
    conversionRate: 0.02,
    cpcMicros: 250_000,
    cpaMicros: 12_500_000,
    cpmMicros: 5_000_000,
    roas: 3,
  });
});

it('says null, never 0 or infinity, where the divisor is 0', () => {
  expect(ratesOf(NO_SUMS)).toEqual({
    ctr: null,
    conversionRate: null,
    cpcMicros: null,
    cpaMicros: null,
    cpmMicros: null,
    roas: null,
  });
  expect(ratesOf({ ...sums, conversionsMicros: 0n })).toMatchObject({ cpaMicros: null, conversionRate: 0 });
});

it('tells the change of every figure and rate', () => {
  const before = {
    impressions: 5_000n,
    clicks: 50n,
    costMicros: 25_000_000n,
    conversionsMicros: 2_000_000n,
    valueMicros: 200_000_000n,
  };
  expect(changeOf(sums, before)).toEqual({
    impressions: 1,
    clicks: 3,
    costMicros: 1,
    conversions: 1,
    conversionValueMicros: -0.25,
    ctr: 1,
    conversionRate: -0.5,
    cpcMicros: -0.5,
    cpaMicros: 0,
    cpmMicros: 0,
    roas: -0.625,
  });
  expect(changeOf(NO_SUMS, before)).toMatchObject({ clicks: -1, ctr: null, roas: null });
});

it('tells the change as a share of the earlier figure', () => {
  const before = { ...sums, clicks: 100n, conversionsMicros: 0n };
  const change = changeOf(sums, before);
  expect(change).toMatchObject({ impressions: 0, clicks: 1, ctr: 1, cpcMicros: -0.5 });
  expect(change.conversions).toBeNull();
  expect(change.cpaMicros).toBeNull();
});

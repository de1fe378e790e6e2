import { describe, expect, it } from 'vitest';
import { type Fact, factKey, grainOf, WHOLE_DAY } from './fact.ts';

const whole = { hour: WHOLE_DAY, adGroup: '', ad: '', keyword: '' };

it.each([
  [{}, 0],
  [{ adGroup: 'A' }, 1],
  [{ ad: 'x' }, 2],
  [{ keyword: 'k' }, 4],
  [{ hour: 0 }, 8],
  [{ hour: 23, adGroup: 'A' }, 9],
  [{ adGroup: 'A', ad: 'x', keyword: 'k', hour: 7 }, 15],
])('tells of %j the grain %d, so that a coarser one is always lower', (parts, grain) => {
  expect(grainOf({ ...whole, ...parts })).toBe(grain);
});

describe('the key of a fact', () => {
  const fact: Omit<Fact, 'grain'> = {
    campaignId: 'c1',
    platform: 'google-ads',
    date: '2026-03-01',
    ...whole,
    currency: 'USD',
    impressions: 1,
    clicks: 1,
    costMicros: 1,
    conversionsMicros: 1,
    valueMicros: 1,
  };

  it.each<Partial<Fact>>([
    { campaignId: 'c2' },
    { platform: 'linkedin-ads' },
    { date: '2026-03-02' },
    { hour: 0 },
    { adGroup: 'A' },
    { ad: 'A' },
    { keyword: 'A' },
  ])('is another with %j', (change) => {
    expect(factKey({ ...fact, ...change })).not.toBe(factKey(fact));
  });

  it('is not that of a fact whose parts only run together to the same', () => {
    expect(factKey({ ...fact, adGroup: 'A","B' })).not.toBe(factKey({ ...fact, adGroup: 'A', ad: 'B' }));
  });

  it('stays the same whatever the figures are', () => {
    const figures = { impressions: 2, clicks: null, costMicros: 3, conversionsMicros: 4, valueMicros: 5 };
    expect(factKey({ ...fact, ...figures, currency: 'EUR' })).toBe(factKey(fact));
  });
});

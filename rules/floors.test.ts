import { describe, expect, it } from 'vitest';
import { dailyFloor, floorIn } from './floors.ts';
import { LINKEDIN_ADS_LIMITS } from './linkedin-ads/limits.ts';

describe('the smallest daily budget', () => {
  it.each([
    ['google-ads', 'USD', 1],
    ['google-ads', 'GBP', 1],
    ['linkedin-ads', 'USD', 10],
    ['linkedin-ads', 'EUR', 10],
    ['linkedin-ads', 'GBP', 8],
  ] as const)('of %s in %s is %i units', (platform, currency, units) => {
    expect(dailyFloor(platform, currency)).toEqual({ known: true, micros: units * 1_000_000 });
  });

  it.each(['CAD', 'CHF', 'AUD', 'JPY', 'SEK', 'constructor'])('is not known in %s', (currency) => {
    expect(dailyFloor('google-ads', currency)).toEqual({ known: false });
    expect(dailyFloor('linkedin-ads', currency)).toEqual({ known: false });
  });

  it('is asked by LinkedIn of each ad group, by Google of the campaign', () => {
    expect(dailyFloor('linkedin-ads', 'GBP', 3)).toEqual({ known: true, micros: 24_000_000 });
    expect(dailyFloor('google-ads', 'GBP', 3)).toEqual({ known: true, micros: 1_000_000 });
  });

  it('is known in the same currencies a day and in total', () => {
    const { dailyFloorMicros, totalFloorMicros } = LINKEDIN_ADS_LIMITS;
    expect(Object.keys(totalFloorMicros)).toEqual(Object.keys(dailyFloorMicros));
  });

  it('comes from the table that is given', () => {
    expect(floorIn({ SEK: 5 }, 'SEK', 2)).toEqual({ known: true, micros: 10 });
  });
});

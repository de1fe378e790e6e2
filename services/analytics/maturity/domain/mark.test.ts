import { describe, expect, it } from 'vitest';
import { type LearnedShares, shareOf, youngDays } from './mark.ts';

const google = 'google-ads' as const;
const linkedin = 'linkedin-ads' as const;
const learned: LearnedShares = {
  platform: google,
  basis: 'account',
  byAge: new Map([
    [0, { share: 0.5, days: 40 }],
    [1, { share: 0.8, days: 40 }],
    [2, { share: 1, days: 40 }],
  ]),
};
const range = { from: '2026-03-01', to: '2026-03-15' };
const at = (lastDays: { platform: typeof google | typeof linkedin; lastDay: string }[], shares = [learned]) =>
  youngDays(range, '2026-03-15', { horizonDays: 2, shares, lastDays });

describe('the days of a report whose conversions may still arrive', () => {
  it('have the share that was learned for their age, and older days are not among them', () => {
    expect(at([{ platform: google, lastDay: '2026-03-15' }])).toEqual([
      { date: '2026-03-14', platform: google, days: 1, share: 0.8, from: 'learned', basis: 'account' },
      { date: '2026-03-15', platform: google, days: 0, share: 0.5, from: 'learned', basis: 'account' },
    ]);
  });

  it('are as old as they were when the platform told something last', () => {
    const silent = at([{ platform: google, lastDay: '2026-03-10' }]);
    expect(silent.map(({ date, days }) => [date, days])).toEqual([
      ['2026-03-09', 1],
      ['2026-03-10', 0],
    ]);
  });

  it('are unknown, not 1, where nothing is learned of the platform', () => {
    const young = at([{ platform: linkedin, lastDay: '2026-03-15' }]);
    expect(young).toMatchObject([{ share: null, from: 'unknown', basis: null }, { from: 'unknown' }]);
  });

  it('give the share of a whole range by its conversions, unless one that matters is unknown', () => {
    const young = at([
      { platform: google, lastDay: '2026-03-15' },
      { platform: linkedin, lastDay: '2026-03-15' },
    ]);
    const day = (date: string, conversions: bigint, platform: typeof google | typeof linkedin = google) => ({
      ...{ date, platform, conversionsMicros: conversions * 1_000_000n },
    });
    // 10 + 4 of 5 + 1 of 2
    const told = [day('2026-03-02', 10n), day('2026-03-14', 4n), day('2026-03-15', 1n)];
    expect(shareOf(told, young)).toBeCloseTo(15 / 17);
    expect(shareOf([...told, day('2026-03-15', 0n, linkedin)], young)).toBeCloseTo(15 / 17);
    expect(shareOf([...told, day('2026-03-15', 1n, linkedin)], young)).toBeNull();
    expect(shareOf([], young)).toBeNull();
  });
});

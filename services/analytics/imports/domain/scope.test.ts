import { describe, expect, it } from 'vitest';
import type { Fact } from '../../facts/domain/fact.ts';
import { claimOf, emptyAccountOf, goneFact, seemsWhole, ToldParts } from './scope.ts';

const september = { from: '2026-09-01', to: '2026-09-30' };
const nothing = { replaces: null, days: null };
const fact: Fact = {
  ...{
    campaignId: 'c1',
    platform: 'google-ads',
    date: '2026-09-02',
    hour: -1,
    adGroup: '',
    ad: '',
    keyword: '',
  },
  ...{
    grain: 0,
    currency: 'USD',
    impressions: 1,
    clicks: 2,
    costMicros: 3,
    conversionsMicros: null,
    valueMicros: null,
  },
};

describe('what a file claims to tell', () => {
  it.each([
    ['whole', null, 'account', true],
    ['whole', september, 'account', true],
    ['agree', september, 'account', false],
    ['none', september, 'account', false],
    ['agree', null, 'campaigns', false],
    ['none', null, 'campaigns', false],
  ] as const)(
    'with totals that are %s and the days %j is its %s; proved: %s',
    (totals, range, replaces, isProved) => {
      const claim = claimOf({ range, totals }, nothing, 0);
      expect(claim).toEqual({ replaces, isDeclared: false, isProved, days: range, note: null });
    },
  );

  it('is what the person says, and for the days that they say', () => {
    const days = { from: '2026-08-01', to: '2026-08-31' };
    const claim = claimOf({ range: september, totals: 'none' }, { replaces: 'account', days }, 0);
    expect(claim).toEqual({ replaces: 'account', isDeclared: true, isProved: true, days, note: null });
  });

  it.each([
    ['none', 1, /rejected/],
    ['disagree', 0, /own total/],
  ] as const)(
    'is its rows only, whatever is said, with totals that %s and %d rejected rows',
    (totals, rejected, why) => {
      const declared = { replaces: 'account', days: null } as const;
      const claim = claimOf({ range: september, totals }, declared, rejected);
      expect(claim).toMatchObject({
        replaces: 'rows',
        isDeclared: false,
        note: expect.stringMatching(why) as string,
      });
    },
  );
});

describe('that nothing was measured in an account', () => {
  const days = { from: '2026-09-01', to: '2026-09-02' };
  const declared = { replaces: 'account', days, account: '123-456' } as const;
  const file = { platform: 'google-ads', rows: 0, grain: 1 } as const;
  const said = (of: object, by: object = {}, rejected = 0) => {
    const all = { ...declared, ...by };
    const claim = claimOf({ range: null, totals: 'none' }, all, rejected);
    return emptyAccountOf({ ...file, ...of }, claim, all);
  };

  it('is said by a file without rows of which account, days and that it replaces the account are declared', () => {
    expect(said({})).toEqual({ platform: 'google-ads', externalId: '123456', days, grain: 1 });
  });

  it.each([
    [{ rows: 1 }, {}],
    [{ platform: null }, {}],
    [{}, { replaces: 'campaigns' }],
    [{}, { replaces: null }],
    [{}, { account: null }],
    [{}, { days: null }],
  ])('is not said by %j %j', (of, by) => {
    expect(said(of, by)).toBeNull();
  });
});

it.each([
  [{ campaigns: 2, toldAgain: 1, cost: 5, missingCost: 5 }, true],
  [{ campaigns: 1, toldAgain: 1, cost: 5, missingCost: 5 }, false],
  [{ campaigns: 2, toldAgain: 0, cost: 5, missingCost: 5 }, false],
  [{ campaigns: 2, toldAgain: 1, cost: 5, missingCost: 6 }, false],
])('a file with %j looks like one of a whole account: %s', (likeness, looks) => {
  expect(seemsWhole(likeness)).toBe(looks);
});

it('of a fact that is gone the figures that the file tells are none, and the others stay', () => {
  const measures = ['impressions', 'clicks', 'costMicros'] as const;
  expect(goneFact(fact, measures)).toEqual({ ...fact, impressions: 0, clicks: 0, costMicros: 0, gone: true });
});

describe('the scope that clients see', () => {
  const toldBy = (facts: readonly Fact[]) => {
    const told = new ToldParts();
    for (const one of facts) told.add([one]);
    return told;
  };
  const claim = claimOf({ range: null, totals: 'none' }, { replaces: 'account', days: null }, 0);

  it('has the days of the rows where nobody names others, and what they are broken down by', () => {
    const facts = [fact, { ...fact, date: '2026-09-05', adGroup: 'A', keyword: 'k', hour: 3, grain: 13 }];
    expect(toldBy(facts).scope(claim, { replaces: 'account', rows: 4 })).toEqual({
      ...{
        replaces: 'account',
        declared: true,
        from: '2026-09-02',
        to: '2026-09-05',
        vanishedRows: 4,
        note: null,
      },
      brokenDownBy: ['adGroup', 'keyword', 'hour'],
      measures: ['impressions', 'clicks', 'costMicros'],
    });
    expect(toldBy([]).isEmpty).toBe(true);
    expect(toldBy(facts).isEmpty).toBe(false);
  });

  it('says why less was replaced than the file seemed to tell', () => {
    const scope = toldBy([fact]).scope(claim, { replaces: 'campaigns', rows: 0 });
    expect(scope.note).toMatch(/replaces=account/);
  });
});

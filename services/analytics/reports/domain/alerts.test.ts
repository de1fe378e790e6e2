import { describe, expect, it } from 'vitest';
import { type Activity, activityWindows, alertsOf, pacingOf } from './alerts.ts';
import type { CampaignRef } from '../../facts/domain/campaign-ref.ts';

const today = '2026-03-15';
const quiet: Activity = {
  campaignId: 'c1',
  currency: 'USD',
  lastDay: today,
  weekCost: 0n,
  weekConversions: 0n,
  earlierConversions: 0n,
  monthCost: 0n,
};
const ref: CampaignRef = {
  campaignId: 'c1',
  name: 'Spring',
  status: 'active',
  platforms: ['google-ads'],
  currency: 'USD',
  dailyMicros: 10_000_000,
  startDate: '2026-01-01',
  endDate: null,
  resolvedAt: new Date(0),
};
const alertsFor = (activity: Partial<Activity>, change: Partial<CampaignRef> = {}) => {
  const [campaign, reference] = [
    { ...quiet, ...activity },
    { ...ref, ...change },
  ];
  const pacing = pacingOf([campaign], [reference], today);
  return alertsOf([campaign], new Map([['c1', reference]]), pacing, today).map((a) => [a.code, a.severity]);
};

it('looks at 7 mature days, the 28 before them and the month so far', () => {
  expect(activityWindows(today)).toEqual({
    since: '2026-02-06',
    week: { from: '2026-03-06', to: '2026-03-12' },
    month: { from: '2026-03-01', to: today },
  });
});

describe('alerts', () => {
  it.each([
    ['nothing to say', {}, {}, []],
    [
      'money without conversions any more',
      { weekCost: 1n, earlierConversions: 1n },
      {},
      [['SPEND_WITHOUT_CONVERSIONS', 'warning']],
    ],
    ['money without conversions ever', { weekCost: 1n }, {}, [['SPEND_WITHOUT_CONVERSIONS', 'info']]],
    ['money with conversions', { weekCost: 1n, weekConversions: 1n }, {}, []],
    ['silence', { lastDay: '2026-03-12' }, {}, [['NO_RECENT_DATA', 'warning']]],
    ['a delay of two days', { lastDay: '2026-03-13' }, {}, []],
    ['silence of a paused campaign', { lastDay: '2026-03-12' }, { status: 'paused' as const }, []],
    ['silence of long ago', { lastDay: '2026-02-20' }, {}, []],
    ['1.3 times plan', { monthCost: 195_000_000n }, {}, []],
    ['more than 1.3 times plan', { monthCost: 195_000_001n }, {}, [['SPEND_ABOVE_PLAN', 'warning']]],
  ])('%s', (_name, activity, change, alerts) => {
    expect(alertsFor(activity, change)).toEqual(alerts);
  });
});

describe('pacing', () => {
  it.each([
    ['the whole month so far', {}, 150_000_000],
    ['from its start', { startDate: '2026-03-11' }, 50_000_000],
    ['until its end', { endDate: '2026-03-04' }, 40_000_000],
    ['nothing before it starts', { startDate: '2026-04-01' }, 0],
  ])('plans %s', (_name, change, planned) => {
    const [pace] = pacingOf([{ ...quiet, monthCost: 75_000_000n }], [{ ...ref, ...change }], today);
    expect(pace?.plannedMicros).toBe(planned);
    expect(pace?.ratio).toBe(planned === 0 ? null : 75_000_000 / planned);
  });

  it('leaves out a campaign that neither runs nor spends, and money in another currency', () => {
    expect(pacingOf([], [{ ...ref, status: 'draft' }], today)).toEqual([]);
    const other = [{ ...quiet, currency: 'EUR', monthCost: 5n }];
    expect(pacingOf(other, [ref], today)[0]?.spentMicros).toBe(0);
  });
});

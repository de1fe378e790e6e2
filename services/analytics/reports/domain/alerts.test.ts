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
  expect(activityWindows('2026-03-31')).toMatchObject({ since: '2026-02-22', month: { from: '2026-03-01' } });
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
    ['silence of 14 days', { lastDay: '2026-03-01' }, {}, [['NO_RECENT_DATA', 'warning']]],
    ['silence of 15 days', { lastDay: '2026-02-28' }, {}, []],
    ['a delay of two days', { lastDay: '2026-03-13' }, {}, []],
    ['silence of a paused campaign', { lastDay: '2026-03-12' }, { status: 'paused' as const }, []],
    ['silence of a completed campaign', { lastDay: '2026-03-12' }, { status: 'completed' as const }, []],
    ['silence of an archived campaign', { lastDay: '2026-03-12' }, { status: 'archived' as const }, []],
    ['silence of long ago', { lastDay: '2026-02-20' }, {}, []],
    ['1.3 times plan', { monthCost: 195_000_000n }, {}, []],
    ['more than 1.3 times plan', { monthCost: 195_000_001n }, {}, [['SPEND_ABOVE_PLAN', 'warning']]],
  ])('%s', (_name, activity, change, alerts) => {
    expect(alertsFor(activity, change)).toEqual(alerts);
  });
});

it('says what to look at, of which campaign, warnings first', () => {
  const activity = [
    { ...quiet, weekCost: 5n },
    { ...quiet, campaignId: 'c2', lastDay: '2026-03-10' },
    { ...quiet, campaignId: 'unknown', lastDay: '2026-03-10' },
  ];
  const refs = [ref, { ...ref, campaignId: 'c2' }].map((r) => [r.campaignId, r] as const);
  const pace = { name: 'Spring', currency: 'USD', plannedMicros: 100, spentMicros: 135 };
  const pacing = [
    { ...pace, campaignId: 'c1', ratio: 1.3456 },
    { ...pace, campaignId: 'c2', ratio: null },
  ];
  expect(alertsOf(activity, new Map(refs), pacing, today)).toEqual([
    {
      code: 'NO_RECENT_DATA',
      severity: 'warning',
      campaignId: 'c2',
      message: 'No figures have come since 2026-03-10.',
    },
    {
      code: 'SPEND_ABOVE_PLAN',
      severity: 'warning',
      campaignId: 'c1',
      message: "This month's spend is 135 % of what its daily budget plans.",
    },
    {
      code: 'SPEND_WITHOUT_CONVERSIONS',
      severity: 'info',
      campaignId: 'c1',
      message: 'Money was spent for 7 days without a conversion.',
    },
  ]);
});

it('shows 100 alerts, and leaves out notes before warnings', () => {
  const activity = Array.from({ length: 120 }, (_, i) => ({
    ...quiet,
    campaignId: `c${i}`,
    weekCost: 1n,
    earlierConversions: i < 60 ? 0n : 1n,
  }));
  const alerts = alertsOf(activity, new Map(), [], today);
  expect(alerts).toHaveLength(100);
  expect(alerts.slice(0, 60).every((alert) => alert.severity === 'warning')).toBe(true);
  expect(alerts.slice(60).map((alert) => alert.campaignId)).toEqual(
    activity.slice(0, 40).map((campaign) => campaign.campaignId),
  );
});

describe('pacing', () => {
  it.each([
    ['the whole month so far', {}, 150_000_000],
    ['from its start', { startDate: '2026-03-11' }, 50_000_000],
    ['until its end', { endDate: '2026-03-04' }, 40_000_000],
    ['until today when it ends later', { endDate: '2026-03-20' }, 150_000_000],
    ['nothing after it has ended', { endDate: '2026-02-10' }, 0],
    ['nothing before it starts', { startDate: '2026-04-01' }, 0],
  ])('plans %s', (_name, change, planned) => {
    const [pace] = pacingOf([{ ...quiet, monthCost: 75_000_000n }], [{ ...ref, ...change }], today);
    expect(pace?.plannedMicros).toBe(planned);
    expect(pace?.ratio).toBe(planned === 0 ? null : 75_000_000 / planned);
  });

  it('tells of each campaign its plan and its spend, however large', () => {
    const large = { ...ref, campaignId: 'c2', name: 'Autumn', currency: 'IDR', dailyMicros: 9e15 };
    const activity = [
      { ...quiet, monthCost: 75_000_000n },
      { ...quiet, campaignId: 'c2', currency: 'IDR', monthCost: 27_000_000_000_000_000n },
    ];
    expect(pacingOf(activity, [{ ...ref, status: 'paused' }, large], today)).toEqual([
      {
        campaignId: 'c1',
        name: 'Spring',
        currency: 'USD',
        plannedMicros: 150_000_000,
        spentMicros: 75_000_000,
        ratio: 0.5,
      },
      {
        campaignId: 'c2',
        name: 'Autumn',
        currency: 'IDR',
        plannedMicros: '135000000000000000',
        spentMicros: '27000000000000000',
        ratio: 0.2,
      },
    ]);
  });

  it('plans a campaign that runs, though it has spent nothing', () => {
    expect(pacingOf([], [ref], today)).toMatchObject([{ spentMicros: 0, ratio: 0 }]);
  });

  it('leaves out a campaign that neither runs nor spends, and money in another currency', () => {
    expect(pacingOf([], [{ ...ref, status: 'draft' }], today)).toEqual([]);
    const other = [{ ...quiet, currency: 'EUR', monthCost: 5n }];
    expect(pacingOf(other, [ref], today)[0]?.spentMicros).toBe(0);
  });
});

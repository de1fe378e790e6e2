import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { proposalContracts } from '../../../contracts/analytics/advice.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { addDays, dayOf, eachDay } from '../../../lib/time.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

const today = dayOf(new Date());
const ago = (days: number) => addDays(today, -days);
let stack: AnalyticsStack;
let person: Person;
let spring: string;
let autumn: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('viewer');
  spring = stack.campaigns.add(person.organizationId);
  autumn = stack.campaigns.add(person.organizationId, { name: 'Autumn', currency: 'EUR' });
});

const send = async (rows: object[]) => {
  const analyst = stack.person('analyst', person.organizationId);
  const { rejected } = await stack.call(factContracts.ingest, { rows }, analyst);
  expect(rejected).toEqual([]);
};
const linkedin = { platform: 'linkedin-ads', clicks: 10, costMicros: 40_000_000, conversions: 1 };
const codeOf = (code: string) => expect.objectContaining({ code }) as object;

describe('the campaign report', () => {
  const ask = (params: object, as: Person = person) =>
    stack.call(reportContracts.campaign, { id: spring, ...params }, as);

  it('adds up days, platforms and buckets, and compares with the days before', async () => {
    await send([
      metricRow(spring, '2026-01-05'),
      metricRow(spring, '2026-01-05', linkedin),
      metricRow(spring, '2026-01-12'),
      metricRow(spring, '2025-12-31', { clicks: 5 }),
    ]);
    const range = { from: '2026-01-01', to: '2026-01-31' };
    const report = await ask({ ...range, granularity: 'week', compare: 'previous' });
    expect(report).toMatchObject({
      campaign: { id: spring, name: 'Spring', platforms: ['google-ads', 'linkedin-ads'] },
      range,
      totals: [{ clicks: 110, costMicros: 90_000_000, conversions: 6, rates: { cpaMicros: 15_000_000 } }],
      byPlatform: [
        { platform: 'google-ads', clicks: 100 },
        { platform: 'linkedin-ads', clicks: 10 },
      ],
      series: [
        { date: '2026-01-05', clicks: 60 },
        { date: '2026-01-12', clicks: 50 },
      ],
      previous: { range: { from: '2025-12-01', to: '2025-12-31' }, totals: [{ clicks: 5 }] },
      freshness: { lastDay: '2026-01-12' },
      maturity: { immatureFrom: ago(2) },
    });
    expect((await ask({ ...range, granularity: 'month' })).series).toMatchObject([{ date: '2026-01-01' }]);
    expect((await ask(range)).previous).toBeNull();
  });

  it('is empty, not missing, for a campaign without figures', async () => {
    expect(await ask({})).toMatchObject({ totals: [], series: [], freshness: { lastDay: null } });
  });

  it('answers with what is remembered while the campaign service is down', async () => {
    await ask({});
    stack.campaigns.down = true;
    expect(await ask({ from: ago(3) })).toMatchObject({ campaign: { name: 'Spring' } });
    await expect(ask({ id: autumn })).rejects.toEqual(codeOf('DEPENDENCY_UNAVAILABLE'));
    stack.campaigns.down = false;
  });

  it('refuses a campaign of nobody or of others, and a range that is none', async () => {
    await expect(ask({ id: randomUUID() })).rejects.toEqual(codeOf('CAMPAIGN_NOT_FOUND'));
    await expect(ask({}, stack.person('owner'))).rejects.toEqual(codeOf('CAMPAIGN_NOT_FOUND'));
    await expect(ask({ from: today, to: ago(1) })).rejects.toEqual(codeOf('RANGE_INVALID'));
    await expect(ask({ from: 'yesterday' })).rejects.toEqual(codeOf('REQUEST_INVALID'));
  });
});

describe('the dashboard', () => {
  const ask = (params: object = {}, as: Person = person) => stack.call(reportContracts.dashboard, params, as);

  it('keeps currencies apart and tells the change', async () => {
    await send([
      metricRow(spring, ago(1)),
      metricRow(spring, ago(2), linkedin),
      metricRow(spring, ago(40), { clicks: 30 }),
      metricRow(autumn, ago(1), { currency: 'EUR', clicks: 7 }),
    ]);
    const dashboard = await ask();
    expect(dashboard).toMatchObject({
      range: { from: ago(29), to: today },
      previousRange: { from: ago(59), to: ago(30) },
      kpis: [
        { currency: 'EUR', clicks: 7, previous: { clicks: 0 }, change: { clicks: null } },
        { currency: 'USD', clicks: 60, previous: { clicks: 30 }, change: { clicks: 1 } },
      ],
      series: [
        { date: ago(2), currency: 'USD', clicks: 10 },
        { date: ago(1), currency: 'EUR', clicks: 7 },
        { date: ago(1), currency: 'USD', clicks: 50 },
      ],
      topCampaigns: [
        { campaignId: autumn, name: 'Autumn', currency: 'EUR' },
        { campaignId: spring, name: 'Spring', currency: 'USD', costMicros: 65_000_000 },
      ],
      freshness: { factVersion: 1, lastDay: ago(1) },
    });
    expect(dashboard.byPlatform.map((p) => [p.platform, p.currency])).toEqual([
      ['google-ads', 'EUR'],
      ['google-ads', 'USD'],
      ['linkedin-ads', 'USD'],
    ]);
  });

  it('warns of money without conversions, of silence and of spending above plan', async () => {
    stack.campaigns.change(spring, { dailyMicros: 1_000_000 });
    await send([
      metricRow(spring, today),
      metricRow(spring, ago(4), { conversions: 0 }),
      metricRow(spring, ago(12)),
      metricRow(autumn, ago(5), { currency: 'EUR' }),
    ]);
    const { alerts, pacing } = await ask();
    expect(alerts.map((a) => [a.code, a.campaignId]).sort()).toEqual([
      ['NO_RECENT_DATA', autumn],
      ['SPEND_ABOVE_PLAN', spring],
      ['SPEND_WITHOUT_CONVERSIONS', spring],
    ]);
    const days = Number(today.slice(8));
    expect(pacing.find((p) => p.campaignId === spring)).toMatchObject({
      name: 'Spring',
      currency: 'USD',
      plannedMicros: days * 1_000_000,
    });
  });

  it('shows an ingest at once, though reports are kept', async () => {
    await send([metricRow(spring, today)]);
    expect((await ask()).kpis).toMatchObject([{ clicks: 50 }]);
    await send([metricRow(spring, today, { clicks: 51 })]);
    expect((await ask()).kpis).toMatchObject([{ clicks: 51 }]);
  });

  it('is empty for a stranger and refuses a range that is none', async () => {
    await send([metricRow(spring, today)]);
    expect(await ask({}, stack.person())).toMatchObject({
      kpis: [],
      series: [],
      topCampaigns: [],
      pacing: [],
    });
    await expect(ask({ from: '2020-01-01', to: '2026-01-01' })).rejects.toEqual(codeOf('RANGE_INVALID'));
  });
});

describe('the performance table', () => {
  const ask = (params: object, as: Person = person) => stack.call(reportContracts.performance, params, as);
  const range = { from: '2026-01-01', to: '2026-02-28' };
  beforeEach(() =>
    send([
      metricRow(spring, '2026-01-05', { adGroup: 'A', clicks: 10 }),
      metricRow(spring, '2026-01-05', { adGroup: 'B', clicks: 20 }),
      metricRow(spring, '2026-02-03', { adGroup: 'A', clicks: 40, costMicros: 1_000_000 }),
      metricRow(spring, '2026-02-03', linkedin),
      metricRow(autumn, '2026-01-06', { currency: 'EUR', conversions: 0 }),
    ]),
  );

  it('groups by campaign with its name, dearest first, unless told otherwise', async () => {
    const table = await ask(range);
    expect(table.columns.slice(0, 3)).toEqual(['campaign', 'campaignName', 'currency']);
    expect(table.data.map((row) => [row.campaignName, row.currency, row.clicks, row.cpaMicros])).toEqual([
      ['Spring', 'USD', 80, 91_000_000 / 8.5],
      ['Autumn', 'EUR', 50, null],
    ]);
  });

  it.each([
    [
      'platform',
      ['platform'],
      [
        ['google-ads', 50],
        ['google-ads', 70],
        ['linkedin-ads', 10],
      ],
    ],
    [
      'month',
      ['month'],
      [
        ['2026-01-01', 50],
        ['2026-01-01', 30],
        ['2026-02-01', 50],
      ],
    ],
    [
      'week',
      ['week'],
      [
        ['2026-01-05', 50],
        ['2026-01-05', 30],
        ['2026-02-02', 50],
      ],
    ],
    [
      'ad group',
      ['adGroup'],
      [
        ['A', 50],
        ['B', 20],
        [null, 50],
        [null, 10],
      ],
    ],
  ] as const)('groups by %s', async (_name, groupBy, rows) => {
    const table = await ask({ ...range, groupBy, metrics: ['clicks'], sort: groupBy[0] });
    expect(table.data.map((row) => [row[groupBy[0]], row.clicks])).toEqual(rows);
  });

  it('filters, and groups by three things at once', async () => {
    const filter = { campaignId: [spring], platform: ['google-ads'], currency: 'USD' };
    const groupBy = ['date', 'campaign', 'adGroup'];
    const table = await ask({ ...range, groupBy, filter, metrics: ['clicks'], sort: '-clicks' });
    expect(table.data.map((row) => [row.date, row.adGroup, row.clicks])).toEqual([
      ['2026-02-03', 'A', 40],
      ['2026-01-05', 'B', 20],
      ['2026-01-05', 'A', 10],
    ]);
  });

  it('sorts by a rate, nulls last either way', async () => {
    const by = async (sort: string) => (await ask({ ...range, sort })).data.map((row) => row.campaignName);
    expect(await by('cpaMicros')).toEqual(['Spring', 'Autumn']);
    expect(await by('-cpaMicros')).toEqual(['Spring', 'Autumn']);
  });

  it('pages through everything once', async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({
        ...range,
        groupBy: ['date', 'platform'],
        limit: 1,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.data.map((row) => `${row.date} ${row.platform} ${row.currency}`));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it('refuses cursors, sorts and ranges that are none, and shows strangers nothing', async () => {
    await expect(ask({ cursor: 'x' })).rejects.toEqual(codeOf('CURSOR_INVALID'));
    await expect(ask({ cursor: Buffer.from('[-1]').toString('base64url') })).rejects.toEqual(
      codeOf('CURSOR_INVALID'),
    );
    await expect(ask({ sort: 'adGroup' })).rejects.toEqual(codeOf('REQUEST_INVALID'));
    await expect(ask({ from: today, to: ago(1) })).rejects.toEqual(codeOf('RANGE_INVALID'));
    expect((await ask(range, stack.person())).data).toEqual([]);
  });
});

describe('proposals', () => {
  const budget = {
    dailyMicros: 100_000_000,
    currency: 'USD',
    split: [
      { platform: 'google-ads' as const, dailyMicros: 50_000_000 },
      { platform: 'linkedin-ads' as const, dailyMicros: 50_000_000 },
    ],
  };

  it('come from the organisation’s own roll-ups, with evidence, and keep what each ad group needs', async () => {
    const days = eachDay(ago(30), ago(3));
    await send(
      days.flatMap((date) => [
        metricRow(spring, date, { costMicros: 50_000_000, conversions: 8 }),
        metricRow(spring, date, { platform: 'linkedin-ads', costMicros: 50_000_000, conversions: 2 }),
      ]),
    );
    const ask = (as: Person) => stack.call(proposalContracts.propose, { campaignId: spring, budget }, as);
    const { proposals } = await ask(person);
    expect(proposals).toMatchObject([
      {
        change: { kind: 'shift_budget', split: [{ dailyMicros: 70_000_000 }, { dailyMicros: 30_000_000 }] },
        evidence: { from: ago(30), to: ago(3), factVersion: 1 },
      },
    ]);
    expect(await ask(stack.person())).toEqual({ proposals: [] });
    const five = { campaignId: spring, budget, adGroups: { 'linkedin-ads': 5 } };
    expect(await stack.call(proposalContracts.propose, five, person)).toEqual({ proposals: [] });
  });
});

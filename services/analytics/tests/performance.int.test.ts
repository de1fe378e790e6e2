import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

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
  autumn = stack.campaigns.add(person.organizationId, { name: 'autumn 50%', status: 'paused' });
});

const send = async (rows: object[]) => {
  const analyst = stack.person('analyst', person.organizationId);
  const { rejected } = await stack.call(factContracts.ingest, { rows }, analyst);
  expect(rejected).toEqual([]);
};
const ask = (params: object, as: Person = person) => stack.call(reportContracts.performance, params, as);
const codeOf = (code: string) => expect.objectContaining({ code }) as object;
const march = { from: '2026-03-01', to: '2026-03-31' };

describe('a table that is filtered', () => {
  beforeEach(() =>
    send([
      metricRow(spring, '2026-03-05', { clicks: 100, conversions: 0 }),
      metricRow(spring, '2026-03-05', { platform: 'linkedin-ads', clicks: 5 }),
      metricRow(autumn, '2026-03-05', { clicks: 50, impressions: 10_000 }),
    ]),
  );
  const named = async (params: object) =>
    (await ask({ ...march, ...params })).data.map((row) => row['campaignName']);

  it.each([
    ['part of a name, whatever its letters', { filter: { search: 'AUT' } }, ['autumn 50%']],
    ['a name with signs that mean nothing', { filter: { search: '0%' } }, ['autumn 50%']],
    ['no name at all', { filter: { search: '_' } }, []],
    ['a status', { filter: { status: ['active', 'draft'] } }, ['Spring']],
    ['two platforms', { filter: { platform: ['linkedin-ads', 'google-ads'] } }, ['Spring', 'autumn 50%']],
    ['one platform', { filter: { platform: ['linkedin-ads'] } }, ['Spring']],
    ['at least so many clicks', { min: ['clicks:51'] }, ['Spring']],
    ['at most so many clicks', { max: ['clicks:50'] }, ['autumn 50%']],
    ['a rate of at least', { min: ['ctr:0.05'] }, ['Spring']],
    ['a cost for each conversion, which needs one', { max: ['cpaMicros:10000000'] }, ['autumn 50%']],
    [
      'conversions in units',
      { min: ['conversions:2.5'], max: ['conversions:2.5'] },
      ['Spring', 'autumn 50%'],
    ],
    ['two thresholds', { min: ['clicks:50', 'impressions:10000'] }, ['autumn 50%']],
  ])('holds the campaigns of %s', async (_name, params, expected) => {
    expect((await named({ sort: 'campaignName', ...params })).sort()).toEqual(expected);
  });

  it('of several campaigns by id holds these and no stranger’s', async () => {
    const strange = stack.campaigns.add(stack.person().organizationId);
    expect(await named({ filter: { campaignId: [spring, strange] } })).toEqual(['Spring']);
  });

  it('is sorted by name without regard to capital letters', async () => {
    expect(await named({ sort: 'campaignName' })).toEqual(['autumn 50%', 'Spring']);
    expect(await named({ sort: '-campaignName' })).toEqual(['Spring', 'autumn 50%']);
  });

  it('has totals of the rows that it shows, with rates of the sums', async () => {
    const metrics = ['clicks', 'ctr', 'cpaMicros'];
    const { totals, rows } = await ask({ ...march, metrics });
    expect(rows).toBe(2);
    expect(totals).toEqual([
      {
        campaign: null,
        campaignName: null,
        currency: 'USD',
        clicks: 155,
        ctr: 155 / 12_000,
        cpaMicros: 15_000_000,
      },
    ]);
    const filtered = await ask({ ...march, metrics, max: ['clicks:50'] });
    expect(filtered.totals).toMatchObject([{ clicks: 50, ctr: 0.005 }]);
  });

  it.each([
    { min: ['clicks'] },
    { min: ['clickz:3'] },
    { max: ['clicks:x'] },
    { filter: { status: ['gone'] } },
  ])('refuses %j', async (params) => {
    await expect(ask({ ...march, ...params })).rejects.toEqual(codeOf('REQUEST_INVALID'));
  });
});

describe('a table that is compared', () => {
  beforeEach(() =>
    send([
      metricRow(spring, '2026-03-10', { clicks: 30 }),
      metricRow(spring, '2026-02-10', { clicks: 20 }),
      metricRow(spring, '2025-03-10', { clicks: 10, conversions: 0 }),
      metricRow(autumn, '2026-02-20', { clicks: 7 }),
    ]),
  );
  const metrics = ['clicks', 'cpaMicros'];

  it('with the days before tells each figure, its change, and null where there is nothing to compare', async () => {
    const range = { from: '2026-03-01', to: '2026-03-28' };
    const table = await ask({ ...range, metrics, compare: 'previous', sort: 'campaignName' });
    expect(table.previousRange).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(table.data).toMatchObject([
      { campaignName: 'autumn 50%', clicks: null, clicksPrevious: 7, clicksChange: null },
      { campaignName: 'Spring', clicks: 30, clicksPrevious: 20, clicksChange: 0.5, cpaMicrosChange: 0 },
    ]);
    expect(table.totals).toMatchObject([{ clicks: 30, clicksPrevious: 27 }]);
  });

  it('with the year before puts each day beside the same day', async () => {
    const table = await ask({ ...march, groupBy: ['date'], metrics, compare: 'year' });
    expect(table.previousRange).toEqual({ from: '2025-03-01', to: '2025-03-31' });
    expect(table.data).toMatchObject([
      { date: '2026-03-10', clicks: 30, clicksPrevious: 10, clicksChange: 2, cpaMicrosPrevious: null },
    ]);
  });

  it('holds what two overlapping ranges share in both', async () => {
    const range = { from: '2025-03-01', to: '2026-03-31' };
    const [row] = (
      await ask({ ...range, metrics: ['clicks'], compare: 'year', filter: { search: 'spring' } })
    ).data;
    expect(row).toMatchObject({ clicks: 60, clicksPrevious: 10 });
  });

  it('refuses weeks, which do not fall on the same days', async () => {
    const asked = ask({ ...march, groupBy: ['week'], compare: 'previous' });
    await expect(asked).rejects.toEqual(codeOf('REQUEST_INVALID'));
  });
});

describe('a table by ad group', () => {
  it('adds up to the campaign, with what is not broken down in a row that says so', async () => {
    await send([
      metricRow(spring, '2026-03-05', { clicks: 100 }),
      metricRow(spring, '2026-03-05', { clicks: 60, adGroup: 'A' }),
      metricRow(spring, '2026-03-05', { clicks: 30, adGroup: 'B' }),
      metricRow(autumn, '2026-03-05', { clicks: 9 }),
      metricRow(autumn, '2026-03-06', { clicks: 8, adGroup: 'C' }),
      metricRow(autumn, '2026-03-06', { clicks: 8, adGroup: 'C', keyword: 'k' }),
    ]);
    const params = { ...march, groupBy: ['campaign', 'adGroup'], metrics: ['clicks'], sort: '-clicks' };
    const table = await ask(params);
    const rows = table.data.map((row) => [
      row['campaignName'],
      row['adGroup'],
      row['notBrokenDown'],
      row['clicks'],
    ]);
    expect(rows).toEqual([
      ['Spring', 'A', false, 60],
      ['Spring', 'B', false, 30],
      ['Spring', null, true, 10],
      ['autumn 50%', null, true, 9],
      ['autumn 50%', 'C', false, 8],
    ]);
    const campaigns = await ask({ ...march, metrics: ['clicks'] });
    expect(table.totals).toMatchObject([{ clicks: 117 }]);
    expect(campaigns.totals).toMatchObject([{ clicks: 117 }]);
  });
});

describe('the pages of a table', () => {
  const days = Array.from({ length: 31 }, (_, at) => `2026-03-${String(at + 1).padStart(2, '0')}`);
  const params = { ...march, groupBy: ['date'], metrics: ['clicks'], sort: '-clicks', limit: 7 };

  it('neither repeat nor drop a row while figures arrive, and tell the version that they are of', async () => {
    await send(days.map((date, at) => metricRow(spring, date, { clicks: at })));
    const first = await ask(params);
    const version = first.freshness.factVersion;
    const seen = [...first.data];
    let cursor = first.page.nextCursor;
    for (let pull = 1; cursor; pull += 1) {
      await send([metricRow(spring, days[pull * 5] ?? days[0] ?? '', { clicks: 1_000 + pull })]);
      const page = await ask({ ...params, cursor });
      expect(page).toMatchObject({ freshness: { factVersion: version }, rows: 31, totals: first.totals });
      seen.push(...page.data);
      cursor = page.page.nextCursor;
    }
    expect(seen.map((row) => row['clicks'])).toEqual(days.map((_, at) => at).reverse());
    expect((await ask(params)).data[0]).toMatchObject({ clicks: 1_005 - 1 });
  });

  it('are refused clearly once their snapshot is gone, and to anybody else', async () => {
    await send(days.map((date) => metricRow(spring, date)));
    const { nextCursor: cursor } = (await ask(params)).page;
    await expect(ask({ ...params, cursor }, stack.person())).rejects.toEqual(codeOf('CURSOR_EXPIRED'));
    for (let other = 0; other < 20; other += 1)
      await ask({
        ...params,
        filter: { search: 's'.repeat(1), campaignId: [spring] },
        min: [`clicks:${other}`],
      });
    await expect(ask({ ...params, cursor })).rejects.toEqual(codeOf('CURSOR_EXPIRED'));
  });

  it('cross the chunks that a snapshot is kept in', async () => {
    const rows = days.flatMap((date) =>
      Array.from({ length: 40 }, (_, at) => metricRow(spring, date, { keyword: `k${at}`, clicks: at })),
    );
    await send(rows);
    const question = {
      ...march,
      groupBy: ['date', 'keyword'],
      metrics: ['clicks'],
      sort: 'date',
      limit: 900,
    };
    const first = await ask(question);
    const second = await ask({ ...question, cursor: first.page.nextCursor });
    expect(first.rows).toBe(1_240);
    expect(second.page.nextCursor).toBeNull();
    const keys = [...first.data, ...second.data].map((row) => `${row['date']} ${row['keyword']}`);
    expect(new Set(keys).size).toBe(1_240);
  });
});

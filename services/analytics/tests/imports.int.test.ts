import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;

beforeAll(async () => {
  stack = await startAnalytics({ env: { IMPORT_FILE_MAX_MB: '50' } });
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
});

const range = { from: '2026-01-01', to: '2026-01-31' };
const google = (rows: string[]) =>
  [
    'Campaign report',
    'All time',
    'Day,Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost,Conversions',
    ...rows,
  ].join('\n');
const table = google([
  '2026-01-01,Brand,11,USD,"1,000",50,"1,316.14",2.5',
  '2026-01-02,Brand,11,USD,500,20,100.00,1',
  '2026-01-02,Total Wine,12,USD,100,5,10.00, --',
  'Total: Account, --, --,USD,"1,600",75,"1,426.14",3.5',
]);

const begin = (params: object = {}, as: Person = person) =>
  stack.call(importContracts.beginImport, params, as);
const read = (id: string, as: Person = person) => stack.call(importContracts.import, { id }, as);
const chunk = (id: string, index: number, text: string, as: Person = person) => {
  const bytes = Buffer.from(text).toString('base64');
  return stack.call(importContracts.addImportChunk, { id, index, bytes }, as);
};
const commit = (id: string, chunks: number, as: Person = person) =>
  stack.call(importContracts.commitImport, { id, chunks }, as);
const codeOf = (code: string) => expect.objectContaining({ code }) as object;

async function upload(text: string, params: object = {}, pieces = 1) {
  const { id } = await begin(params);
  const size = Math.ceil(text.length / pieces);
  for (let i = 0; i < pieces; i += 1) await chunk(id, i, text.slice(i * size, (i + 1) * size));
  await commit(id, pieces);
  await expect
    .poll(async () => (await read(id)).status, { timeout: 30_000, interval: 50 })
    .toMatch(/succeeded|partial|failed/);
  return read(id);
}
const performance = async () => {
  const params = {
    ...range,
    groupBy: ['campaign' as const],
    metrics: ['clicks' as const, 'costMicros' as const],
  };
  const { data } = await stack.call(reportContracts.performance, params, person);
  return data.map((row) => [row.campaignName, row.clicks, row.costMicros]);
};

it('an import that cannot be read is refused before its work is queued', async () => {
  const { id } = await begin();
  await chunk(id, 0, table);
  const sql = (text: string) => asAdministrator<object>(stack.databases.adminUrl('analytics'), text, [id]);
  await sql(`UPDATE imports SET columns = '[]' WHERE id = $1`);
  await expect(commit(id, 1)).rejects.toEqual(codeOf('INTERNAL_ERROR'));
  expect(await sql('SELECT chunks FROM imports WHERE id = $1')).toEqual([{ chunks: null }]);
  expect(await sql(`SELECT id FROM pgboss.job WHERE data->>'importId' = $1`)).toEqual([]);
});

it('reads a report that came in pieces into external campaigns', async () => {
  const done = await upload(table, { fileName: 'report.csv' }, 3);
  expect(done).toMatchObject({
    status: 'succeeded',
    platform: 'google-ads',
    fileName: 'report.csv',
    rows: 3,
    accepted: 3,
    rejectedCount: 0,
    error: null,
  });
  expect(await performance()).toEqual([
    ['Brand', 70, 1_416_140_000],
    ['Total Wine', 5, 10_000_000],
  ]);
  const chunks = await asAdministrator(
    stack.databases.adminUrl('analytics'),
    'SELECT 1 FROM import_chunks WHERE organization_id = $1',
    [person.organizationId],
  );
  expect(chunks).toEqual([]);
});

it('is as if once when the same file comes twice, and when a later one overlaps', async () => {
  await upload(table);
  const once = await performance();
  await upload(table);
  expect(await performance()).toEqual(once);
  await upload(google(['2026-01-02,Brand,11,USD,500,25,110.00,1', '2026-01-03,Brand,11,USD,1,1,1.00,0']));
  expect(await performance()).toEqual([
    ['Brand', 76, 1_427_140_000],
    ['Total Wine', 5, 10_000_000],
  ]);
});

it('meets a campaign again in a report without ids, and leaves figures alone that a report does not have', async () => {
  await upload(table);
  await upload('Day,Campaign,Currency code,Clicks\n2026-01-01,Brand,USD,60\n');
  expect(await performance()).toEqual([
    ['Brand', 80, 1_416_140_000],
    ['Total Wine', 5, 10_000_000],
  ]);
});

it('begins a file anew of which a node that died had staged some lines, and leaves none staged', async () => {
  const { id } = await begin();
  await chunk(id, 0, table);
  const admin = stack.databases.adminUrl('analytics');
  await asAdministrator(
    admin,
    `INSERT INTO import_rows (organization_id, import_id, campaign, date, line, hour, ad_group, ad, keyword, clicks, unread, digest)
     VALUES ($1, $2, 0, '2026-01-01', 4, -1, '', '', '', 7, 0, 1), ($1, $2, 0, '2026-01-01', 99, -1, '', '', '', 7, 0, 2)`,
    [person.organizationId, id],
  );
  await commit(id, 1);
  await expect.poll(async () => (await read(id)).status, { timeout: 10_000 }).toBe('succeeded');
  expect(await read(id)).toMatchObject({ rows: 3, accepted: 3 });
  const params = { ...range, groupBy: ['platform' as const], metrics: ['clicks' as const] };
  const { data } = await stack.call(reportContracts.performance, params, person);
  expect(data).toMatchObject([{ clicks: 75 }]);
  const staged = () =>
    asAdministrator(admin, 'SELECT 1 FROM import_rows WHERE organization_id = $1', [person.organizationId]);
  await expect.poll(staged).toEqual([]);
});

it('reads a large file into tables that were empty a moment ago', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `2026-01-${10 + (i % 20)},C${i % 20},Group ${i},USD,1,0.01`,
  );
  const done = await upload(['Day,Campaign,Ad group,Currency code,Clicks,Cost', ...rows].join('\n'), {}, 2);
  expect(done).toMatchObject({ status: 'succeeded', accepted: 20_000 });
  const params = {
    ...range,
    groupBy: ['platform' as const],
    metrics: ['clicks' as const, 'costMicros' as const],
  };
  const { data } = await stack.call(reportContracts.performance, params, person);
  expect(data).toMatchObject([{ clicks: 20_000, costMicros: 200_000_000 }]);
});

it('shows an external campaign in its own report', async () => {
  await upload(table);
  const params = { ...range, groupBy: ['campaign' as const] };
  const { data } = await stack.call(reportContracts.performance, params, person);
  const id = String(data[0]?.campaign);
  expect(await stack.call(reportContracts.campaign, { id, ...range }, person)).toMatchObject({
    campaign: { name: 'Brand', platforms: ['google-ads'] },
    totals: [{ clicks: 70 }],
  });
});

it('takes rows of our own campaigns and rejects those of others, line by line', async () => {
  const mine = stack.campaigns.add(person.organizationId);
  const theirs = stack.campaigns.add(randomUUID());
  const header = Object.keys(metricRow(mine, '2026-01-01')).join(',');
  const line = (id: string, change: object = {}) =>
    Object.values(metricRow(id, '2026-01-01', change)).join(',');
  const lines = [
    header,
    line(mine),
    line(theirs),
    line(theirs, { clicks: 1 }),
    line(mine, { costMicros: 'many' }),
  ];
  const done = await upload(lines.join('\n'));
  expect(done).toMatchObject({ status: 'partial', rows: 4, accepted: 1, rejectedCount: 3 });
  expect(done.rejected.map((row) => [row.line, row.code])).toEqual([
    [3, 'CAMPAIGN_NOT_FOUND'],
    [4, 'CAMPAIGN_NOT_FOUND'],
    [5, 'ROW_INVALID'],
  ]);
});

it('waits for the campaign service rather than lose or guess', async () => {
  const mine = stack.campaigns.add(person.organizationId);
  const row = metricRow(mine, '2026-01-01');
  stack.campaigns.down = true;
  const { id } = await begin();
  await chunk(id, 0, `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`);
  await commit(id, 1);
  const { asked } = stack.campaigns;
  await expect.poll(() => stack.campaigns.asked, { timeout: 8_000 }).toBeGreaterThan(asked);
  expect((await read(id)).status).toBe('running');
  stack.campaigns.down = false;
  await expect.poll(async () => (await read(id)).status, { timeout: 15_000 }).toBe('succeeded');
  expect(await performance()).toEqual([['Spring', 50, 25_000_000]]);
});

describe('a file that cannot be read', () => {
  it('fails with a sentence that says which column is missing, and moves no figure', async () => {
    const done = await upload('Campaign,Currency code,Clicks,Cost\nBrand,USD,5,1.00\n');
    expect(done).toMatchObject({ status: 'failed', accepted: 0, error: { code: 'IMPORT_UNREADABLE' } });
    expect(done.error?.message).toMatch(/"Day" is missing/);
    expect(await performance()).toEqual([]);
  });

  it('is not queued while a piece is missing', async () => {
    const { id } = await begin();
    await expect(commit(id, 1)).rejects.toEqual(codeOf('IMPORT_UNREADABLE'));
    await chunk(id, 1, table);
    await expect(commit(id, 1)).rejects.toEqual(codeOf('IMPORT_UNREADABLE'));
    await chunk(id, 0, '');
    expect(await commit(id, 2)).toMatchObject({ id });
  });

  it('is refused above what a file may have', async () => {
    const { id } = await begin();
    await asAdministrator(
      stack.databases.adminUrl('analytics'),
      `INSERT INTO import_chunks SELECT $1, $2, 0, convert_to(repeat('x', 50 * 1024 * 1024), 'UTF8')`,
      [person.organizationId, id],
    );
    await expect(chunk(id, 1, 'x')).rejects.toEqual(codeOf('REQUEST_TOO_LARGE'));
  });
});

it('is queued once however often it is committed, and late pieces change nothing', async () => {
  const { id } = await begin();
  await chunk(id, 0, table);
  await Promise.all([commit(id, 1), commit(id, 1)]);
  await chunk(id, 0, 'something else');
  await expect.poll(async () => (await read(id)).status, { timeout: 10_000 }).toBe('succeeded');
  expect((await read(id)).rows).toBe(3);
});

it('refuses a column map with a field that does not exist', async () => {
  await expect(begin({ columns: { spend: 'Cost' } })).rejects.toEqual(codeOf('REQUEST_INVALID'));
});

it('hides an import from other organisations and from those who may not write', async () => {
  const { id } = await begin();
  const stranger = stack.person('owner');
  const attempts = [
    () => read(id, stranger),
    () => chunk(id, 0, 'x', stranger),
    () => commit(id, 1, stranger),
    () => read(randomUUID()),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toEqual(codeOf('IMPORT_NOT_FOUND'));
  await expect(begin({}, stack.person('viewer'))).rejects.toEqual(codeOf('PERMISSION_DENIED'));
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { partContracts } from '../../../contracts/analytics/parts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
});

const range = { from: '2026-01-01', to: '2026-01-31' };
const HEADER = 'Day,Campaign,Campaign ID,Ad group,Ad group ID,Currency code,Clicks,Cost';

async function upload(...lines: string[]) {
  const { id } = await stack.call(importContracts.beginImport, { platform: 'google-ads' }, person);
  const bytes = Buffer.from(lines.join('\n')).toString('base64');
  await stack.call(importContracts.addImportChunk, { id, index: 0, bytes }, person);
  await stack.call(importContracts.commitImport, { id, chunks: 1 }, person);
  const read = () => stack.call(importContracts.import, { id }, person);
  await expect
    .poll(async () => (await read()).status, { timeout: 10_000, interval: 50 })
    .toMatch(/succeeded|partial|failed/);
  expect(await read()).toMatchObject({ status: 'succeeded' });
}

type Group = 'campaign' | 'adGroup' | 'ad' | 'keyword';
async function table(...groupBy: Group[]) {
  const params = { ...range, groupBy, metrics: ['clicks' as const], sort: '-clicks' };
  const { data } = await stack.call(reportContracts.performance, params, person);
  return data
    .filter((row) => row['notBrokenDown'] !== true)
    .map((row) =>
      groupBy
        .flatMap((group) => (group === 'campaign' ? [] : [row[group], row[`${group}Id`]]))
        .concat([row['clicks'] ?? null]),
    );
}
const known = async (q?: string) => {
  const params = { ...range, groupBy: ['campaign' as const] };
  const { data } = await stack.call(reportContracts.performance, params, person);
  const id = String(data[0]?.['campaign']);
  return (await stack.call(partContracts.parts, { id, ...(q === undefined ? {} : { q }) }, person)).data;
};
const total = async () => {
  const params = { ...range, groupBy: ['platform' as const], metrics: ['clicks' as const] };
  return (await stack.call(reportContracts.performance, params, person)).data[0]?.['clicks'];
};

describe('an ad group with an id', () => {
  it('that gets another name is one, shown by its newest name, and found by its old one', async () => {
    await upload(HEADER, '2026-01-01,Heron,81,River,811,USD,10,1.00');
    await upload(HEADER, '2026-01-02,Heron,81,Lake,811,USD,20,1.00');
    expect(await table('campaign', 'adGroup')).toEqual([['Lake', '811', 30]]);
    expect(await table('adGroup')).toEqual([['Lake', '811', 30]]);
    for (const q of ['rive', 'LAKE', '811'])
      expect(await known(q)).toMatchObject([
        { level: 'ad-group', externalId: '811', name: 'Lake', names: [{ name: 'Lake' }, { name: 'River' }] },
      ]);
    expect(await known('81')).toEqual([]);
    await upload(HEADER.replace('Ad group ID,', ''), '2026-01-03,Heron,81,River,USD,40,1.00');
    expect(await table('campaign', 'adGroup')).toEqual([['Lake', '811', 70]]);
  });

  it('told again under its new name replaces the day that was told under the old one', async () => {
    await upload(HEADER, '2026-01-01,Heron,81,River,811,USD,10,1.00');
    await upload(HEADER, '2026-01-01,Heron,81,Lake,811,USD,12,1.00');
    expect(await table('campaign', 'adGroup')).toEqual([['Lake', '811', 12]]);
    expect(await total()).toBe(12);
  });

  it('is another one than that of the same name with another id', async () => {
    await upload(
      HEADER,
      '2026-01-01,Heron,81,River,811,USD,10,1.00',
      '2026-01-01,Heron,81,River,812,USD,20,1.00',
    );
    await upload(
      HEADER,
      '2026-01-01,Heron,81,River,811,USD,10,1.00',
      '2026-01-01,Heron,81,River,812,USD,25,1.00',
    );
    expect(await table('campaign', 'adGroup')).toEqual([
      ['River', '812', 25],
      ['River', '811', 10],
    ]);
    expect(await total()).toBe(35);
  });

  it('continues what was told by its name alone', async () => {
    await upload(HEADER.replace('Ad group ID,', ''), '2026-01-01,Heron,81,River,USD,10,1.00');
    await upload(HEADER, '2026-01-01,Heron,81,River,811,USD,11,1.00');
    expect(await table('campaign', 'adGroup')).toEqual([['River', '811', 11]]);
  });

  it('of one campaign says nothing of the same id in another', async () => {
    await upload(
      HEADER,
      '2026-01-01,Heron,81,River,811,USD,10,1.00',
      '2026-01-01,Crane,82,Lake,811,USD,20,1.00',
    );
    expect(await table('campaign', 'adGroup')).toEqual([
      ['Lake', '811', 20],
      ['River', '811', 10],
    ]);
  });
});

it('ads without names are told apart by their ids, and keywords by theirs within their ad group', async () => {
  await upload(
    'Day,Campaign,Campaign ID,Ad group,Ad group ID,Ad ID,Currency code,Clicks,Cost',
    '2026-01-01,Heron,81,River,811,9001,USD,10,1.00',
    '2026-01-01,Heron,81,River,811,9002,USD,20,1.00',
  );
  expect(await table('campaign', 'ad')).toEqual([
    ['9002', '9002', 20],
    ['9001', '9001', 10],
  ]);
  await upload(
    'Day,Campaign,Campaign ID,Ad group,Ad group ID,Keyword,Keyword ID,Currency code,Clicks,Cost',
    '2026-01-02,Heron,81,River,811,heron,7,USD,3,1.00',
    '2026-01-02,Heron,81,Lake,812,grey heron,7,USD,4,1.00',
  );
  expect(await table('campaign', 'adGroup', 'keyword')).toEqual([
    ['Lake', '812', 'grey heron', '7', 4],
    ['River', '811', 'heron', '7', 3],
  ]);
});

describe('rows by API', () => {
  const send = (rows: object[]) => stack.call(factContracts.ingest, { rows }, person);

  it('may have ids, of which the newest name is shown, and which are the same in files', async () => {
    const id = stack.campaigns.add(person.organizationId);
    const row = (date: string, change: object) => metricRow(id, date, { adGroupId: '811', ...change });
    await send([row('2026-01-01', { adGroup: 'River', clicks: 10 })]);
    await send([row('2026-01-02', { adGroup: 'Lake', clicks: 20 }), row('2026-01-03', { clicks: 5 })]);
    expect(await table('campaign', 'adGroup')).toEqual([['Lake', '811', 35]]);
    await upload(
      'Day,Campaign,Campaign ID,Ad group,Ad group ID,Currency code,Clicks,Cost',
      `2026-01-02,Spring,${id},Pond,811,USD,21,1.00`,
    );
    expect(await table('campaign', 'adGroup')).toEqual([['Pond', '811', 36]]);
  });

  it('with two ids of one name in one request are two', async () => {
    const id = stack.campaigns.add(person.organizationId);
    const row = (change: object) => metricRow(id, '2026-01-01', { adGroup: 'River', ...change });
    const answer = await send([
      row({ adGroupId: '811', clicks: 10 }),
      row({ adGroupId: '812', clicks: 20 }),
      row({ adGroupId: '812', clicks: 21 }),
    ]);
    expect(answer).toMatchObject({ accepted: 3, rejectedCount: 0 });
    expect(await table('campaign', 'adGroup')).toEqual([
      ['River', '812', 21],
      ['River', '811', 10],
    ]);
  });
});

it('the parts of a campaign are listed page by page, and those of another organisation are not there', async () => {
  await upload(
    HEADER,
    ...['811', '812', '813'].map((id) => `2026-01-01,Heron,81,Group ${id},${id},USD,10,1.00`),
  );
  const { data } = await stack.call(reportContracts.performance, { ...range, groupBy: ['campaign'] }, person);
  const id = String(data[0]?.['campaign']);
  const first = await stack.call(partContracts.parts, { id, limit: 2 }, person);
  expect(first.data.map(({ name }) => name)).toEqual(['Group 811', 'Group 812']);
  const cursor = first.page.nextCursor ?? '';
  const second = await stack.call(partContracts.parts, { id, limit: 2, cursor }, person);
  expect([second.data.map(({ name }) => name), second.page.nextCursor]).toEqual([['Group 813'], null]);
  await expect(stack.call(partContracts.parts, { id }, stack.person('owner'))).rejects.toMatchObject({
    code: 'CAMPAIGN_NOT_FOUND',
  });
});

import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { linkContracts } from '../../../contracts/analytics/links.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { foldAll } from '../facts/store/long-writing.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';
import { analyticsDatabase } from './database.ts';
import { directImports } from './direct-imports.ts';
import { interrupting } from './interrupting.ts';

const DAY = '2026-01-01';
const HEAD = 'Day,Campaign,Campaign ID,Currency code';
const CHUNK = 200_000;
let stack: AnalyticsStack;
let person: Person;
let campaignId: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  campaignId = stack.campaigns.add(person.organizationId);
});

const send = (rows: unknown[]) => stack.call(factContracts.ingest, { rows }, person);
const clicksOf = async (id: string) =>
  (await stack.call(reportContracts.campaign, { id, from: DAY, to: DAY }, person)).totals[0]?.clicks;
const url = () => stack.databases.adminUrl('analytics');
const admin = <Row extends object>(sql: string, values: unknown[] = [person.organizationId]) =>
  asAdministrator<Row>(url(), sql, values);
const waiting = async () => (await admin('SELECT seq FROM waiting_facts WHERE organization_id = $1')).length;

async function upload(text: string): Promise<string> {
  const { id } = await stack.call(importContracts.beginImport, {}, person);
  const chunks = Math.ceil(text.length / CHUNK);
  for (let index = 0; index < chunks; index += 1) {
    const bytes = Buffer.from(text.slice(index * CHUNK, (index + 1) * CHUNK)).toString('base64');
    await stack.call(importContracts.addImportChunk, { id, index, bytes }, person);
  }
  await stack.call(importContracts.commitImport, { id, chunks }, person);
  return id;
}

/** Whether nobody has the organisation at this moment. */
async function isFree(): Promise<boolean> {
  const look = 'SELECT 1 FROM fact_versions WHERE organization_id = $1 FOR UPDATE SKIP LOCKED';
  return (await admin(look)).length > 0;
}

it('a file has the organisation only for its last statements, as few for a large one as for a small one', async () => {
  let [free, held, slices] = [0, 0, 0];
  const interrupts = interrupting(analyticsDatabase(stack.databases), async (text) => {
    if (await isFree()) free += 1;
    else held += 1;
    if (text.includes('INSERT INTO metric_facts')) slices += 1;
  });
  const direct = directImports(stack, interrupts.database);
  onTestFinished(() => direct.close());
  const counts = [];
  for (const [rows, campaigns] of [
    [3, 1],
    [4_500, 3],
  ] as const) {
    [free, held, slices] = [0, 0, 0];
    const lines = Array.from(
      { length: rows },
      (_, i) => `${DAY},Otter ${i % campaigns},USD,Group ${i % 40},word ${i},1`,
    );
    await direct.upload(person, ['Day,Campaign,Currency code,Ad group,Keyword,Clicks', ...lines].join('\n'));
    counts.push({ free, held, slices });
  }
  const [small, large] = counts;
  expect(small?.slices).toBe(1);
  expect(large?.slices).toBeGreaterThanOrEqual(3);
  expect(large?.free).toBeGreaterThan(small?.free ?? 0);
  expect(small?.held).toBeLessThan(8);
  expect(large?.held).toBe(small?.held);
});

it('while a large file is written, others of the organisation count at once, its own rows wait, and it is seen whole', async () => {
  const other = stack.campaigns.add(person.organizationId);
  await send([metricRow(campaignId, DAY, { clicks: 1 }), metricRow(other, DAY, { clicks: 1 })]);
  const rows = Array.from(
    { length: 12_000 },
    (_, i) => `${DAY},${campaignId},USD,Group ${i % 40},word ${i},1`,
  );
  const id = await upload(['Day,Campaign ID,Currency code,Ad group,Keyword,Clicks', ...rows].join('\n'));
  const held = async () =>
    (await admin('SELECT campaign_id FROM held_campaigns WHERE organization_id = $1')).length;
  await expect.poll(held, { timeout: 20_000, interval: 5 }).toBe(1);

  await send([metricRow(other, DAY, { clicks: 2 })]);
  expect(await clicksOf(other)).toBe(2);
  await send([metricRow(campaignId, DAY, { adGroup: 'Group 0', keyword: 'word 0', clicks: 7 })]);
  expect(await waiting()).toBe(1);
  const byKeyword = async () => {
    const [row] = await admin<{ clicks: string | null }>(
      `SELECT sum(clicks)::text AS clicks FROM metric_facts WHERE organization_id = $1 AND keyword <> ''`,
    );
    return row?.clicks;
  };
  expect(await held()).toBe(1); // all of that was while the file was written
  expect(await byKeyword()).toBeNull();

  const seen = new Set<string | null | undefined>();
  const isDone = async () => {
    seen.add(await byKeyword());
    return (await stack.call(importContracts.import, { id }, person)).status;
  };
  await expect.poll(isDone, { timeout: 60_000, interval: 5 }).toBe('succeeded');
  await expect.poll(waiting, { timeout: 10_000, interval: 20 }).toBe(0);
  seen.add(await byKeyword());
  expect([...seen].filter((sum) => sum !== null)).toEqual(
    expect.arrayContaining(['12006']), // with the row that waited, which was told after the file
  );
  for (const sum of seen) expect([null, '12000', '12006']).toContain(sum);
  expect(await held()).toBe(0);
});

it('a file that is killed while it is written leaves nothing, frees its campaigns, and is written whole by the next try', async () => {
  await send([metricRow(campaignId, DAY, { clicks: 1 })]);
  const rows = Array.from(
    { length: 8_000 },
    (_, i) => `${DAY},${campaignId},USD,Group ${i % 40},word ${i},1`,
  );
  const id = await upload(['Day,Campaign ID,Currency code,Ad group,Keyword,Clicks', ...rows].join('\n'));
  const writer = `
    SELECT l.pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
     WHERE c.relname = 'writers' AND l.mode = 'RowShareLock' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND l.pid IN (SELECT pid FROM pg_locks k JOIN pg_class t ON t.oid = k.relation
                      WHERE t.relname = 'metric_facts' AND k.mode = 'RowExclusiveLock')`;
  const sum = async () => {
    const [row] = await admin<{ clicks: string | null }>(
      `SELECT sum(clicks)::text AS clicks FROM metric_facts WHERE organization_id = $1 AND keyword <> ''`,
    );
    return row?.clicks;
  };
  const killed = async () => (await admin(`SELECT pg_terminate_backend(pid) FROM (${writer}) w`, [])).length;
  await expect.poll(killed, { timeout: 20_000, interval: 5 }).toBe(1);
  expect([null, '8000']).toContain(await sum());
  const isDone = async () => (await stack.call(importContracts.import, { id }, person)).status;
  await expect.poll(isDone, { timeout: 60_000, interval: 20 }).toBe('succeeded');
  expect(await sum()).toBe('8000');
  expect(await admin('SELECT campaign_id FROM held_campaigns WHERE organization_id = $1')).toEqual([]);
  const moves = 'SELECT seq FROM organization_day_moves WHERE organization_id = $1';
  expect(await admin(moves)).toEqual([]);
});

it('a link of campaigns that a file is writing waits for its end, and nobody waits for the link', async () => {
  const database = analyticsDatabase(stack.databases);
  const interrupts = interrupting(database);
  const direct = directImports(stack, interrupts.database);
  onTestFinished(() => direct.close());
  await direct.upload(person, `${HEAD},Clicks\n${DAY},Otter,,USD,1\n${DAY},Heron,9,USD,2`);
  const named = await admin<{ id: string }>(
    'SELECT id FROM external_campaigns WHERE organization_id = $1 ORDER BY name DESC',
  );
  const [otter = '', heron = ''] = named.map(({ id }) => id);
  let [isLinked, linking] = [false, Promise.resolve()];
  interrupts.next({
    at: 5,
    kills: false,
    happens: async () => {
      linking = stack.call(linkContracts.link, { campaignId: otter, intoId: heron }, person).then(() => {
        isLinked = true;
      });
      await sleep(300);
      expect(isLinked).toBe(false);
      await send([metricRow(campaignId, DAY, { clicks: 5 })]);
      expect(await clicksOf(campaignId)).toBe(5);
    },
  });
  await direct.upload(person, `${HEAD},Clicks\n${DAY},Otter,,USD,3\n${DAY},Heron,9,USD,4`);
  expect(interrupts.rest()).toBeNull();
  await linking;
  expect(await clicksOf(heron)).toBe(4); // of two that were told at once, the one that the group counts as
});

it('reports by ad group count what a writing has noted, before it is folded in and after', async () => {
  const other = stack.campaigns.add(person.organizationId);
  await send(
    [campaignId, other].flatMap((id) =>
      ['A', 'B'].map((adGroup) => metricRow(id, DAY, { adGroup, clicks: adGroup === 'A' ? 3 : 4 })),
    ),
  );
  const tables = () =>
    Promise.all(
      [['adGroup' as const], ['adGroup' as const, 'date' as const]].map(async (groupBy) => {
        const question = { from: DAY, to: DAY, groupBy, metrics: ['clicks' as const] };
        const { data, totals } = await stack.call(reportContracts.performance, question, person);
        return { data, totals };
      }),
    );
  const before = await tables();
  expect(before[0]?.data).toHaveLength(2);
  // as a writing that takes one of the two away from A, and tells B once more, notes it
  const columns = 'organization_id, span, first_day, platform, ad_group, currency';
  const figures = 'facts, impressions, clicks, cost_micros, conversions_micros, value_micros';
  const doubled = figures.split(', ').map((figure) => `2 * ${figure}`);
  await admin(
    `WITH doubled AS (
       INSERT INTO organization_group_moves (${columns}, ${figures})
       SELECT ${columns}, ${doubled.join(', ')} FROM organization_groups WHERE organization_id = $1
       UNION ALL
       SELECT ${columns}, ${figures
         .split(', ')
         .map((figure) => `-2 * ${figure}`)
         .join(', ')} FROM organization_groups
        WHERE organization_id = $1 AND ad_group = 'A')
     UPDATE fact_versions SET version = version + 1 WHERE organization_id = $1`,
  );
  const noted = await tables();
  for (const [at, table] of noted.entries()) {
    const clicks = (rows: typeof table.data) => rows.map((row) => [row['adGroup'], row['clicks']]).sort();
    expect(clicks(table.data.filter((row) => row['notBrokenDown'] !== true))).toEqual([
      ['A', 6],
      ['B', 24],
    ]);
    expect(table.totals).toEqual(before[at]?.totals);
  }
  const database = analyticsDatabase(stack.databases);
  onTestFinished(() => database.close());
  await inOrganization(person.organizationId, () => foldAll(database, person.organizationId));
  await admin('UPDATE fact_versions SET version = version + 1 WHERE organization_id = $1');
  expect(await tables()).toEqual(noted);
  expect(await admin('SELECT seq FROM organization_group_moves WHERE organization_id = $1')).toEqual([]);
});

it('the campaigns of a writer that died with its node are free again within seconds', async () => {
  await send([metricRow(campaignId, DAY, { clicks: 1 })]);
  await admin('INSERT INTO writers (organization_id, writer) VALUES ($1, $1)');
  await admin('INSERT INTO held_campaigns (organization_id, campaign_id) VALUES ($1, $2)', [
    person.organizationId,
    campaignId,
  ]);
  await send([metricRow(campaignId, DAY, { clicks: 2 })]);
  expect(await waiting()).toBe(1);
  await expect.poll(() => clicksOf(campaignId), { timeout: 10_000, interval: 20 }).toBe(2);
  expect(await admin('SELECT campaign_id FROM held_campaigns WHERE organization_id = $1')).toEqual([]);
});

it('rows that wait for a writing do not keep others of the organisation from being saved', async () => {
  const [held = '', free = ''] = [campaignId, stack.campaigns.add(person.organizationId)];
  await send([metricRow(held, DAY, { clicks: 1 }), metricRow(free, DAY, { clicks: 1 })]);
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  onTestFinished(() => client.end());
  await admin('INSERT INTO writers (organization_id, writer) VALUES ($1, $1)');
  await admin('INSERT INTO held_campaigns (organization_id, campaign_id) VALUES ($1, $2)', [
    person.organizationId,
    held,
  ]);
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM writers WHERE organization_id = $1 FOR UPDATE', [person.organizationId]);
  await send([metricRow(held, DAY, { clicks: 2 }), metricRow(free, DAY, { clicks: 2 })]);
  expect([await clicksOf(held), await clicksOf(free)]).toEqual([1, 1]);
  // the row of the free one does not wait for the other one, and a later one comes after it
  await send([metricRow(free, DAY, { clicks: 3 })]);
  await expect.poll(() => clicksOf(free), { timeout: 10_000, interval: 20 }).toBe(3);
  expect(await clicksOf(held)).toBe(1);
  await client.query('COMMIT');
  await expect.poll(() => clicksOf(held), { timeout: 10_000, interval: 20 }).toBe(2);
  expect(await clicksOf(free)).toBe(3);
});

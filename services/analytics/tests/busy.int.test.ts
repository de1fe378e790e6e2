import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { importContracts } from '../../../contracts/analytics/imports.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

const DAY = '2026-01-01';
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
const clicks = async () =>
  (await stack.call(reportContracts.campaign, { id: campaignId, from: DAY, to: DAY }, person)).totals[0]
    ?.clicks;
const admin = <Row extends object>(sql: string, values?: unknown[]) =>
  asAdministrator<Row>(stack.databases.adminUrl('analytics'), sql, values);
const waiting = () =>
  admin<{ keyword: string; why: string | null }>(
    'SELECT keyword, refused_because AS why FROM waiting_facts WHERE organization_id = $1',
    [person.organizationId],
  );

/** Holds the person's organisation as a long import does, until the function that it answers is called. */
async function hold(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: stack.databases.adminUrl('analytics') });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM fact_versions WHERE organization_id = $1 FOR UPDATE', [
    person.organizationId,
  ]);
  return async () => void (await client.query('COMMIT'));
}

async function upload(text: string): Promise<string> {
  const { id } = await stack.call(importContracts.beginImport, {}, person);
  const bytes = Buffer.from(text).toString('base64');
  await stack.call(importContracts.addImportChunk, { id, index: 0, bytes }, person);
  await stack.call(importContracts.commitImport, { id, chunks: 1 }, person);
  return id;
}
const readImport = (id: string) => stack.call(importContracts.import, { id }, person);

it('rows by API are accepted at once while somebody else writes, and count in the order in which they came', async () => {
  await send([metricRow(campaignId, DAY, { clicks: 1 })]);
  const release = await hold();
  for (const count of [2, 3, 4]) {
    const startedAt = performance.now();
    expect(await send([metricRow(campaignId, DAY, { clicks: count })])).toMatchObject({ accepted: 1 });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  }
  expect(await clicks()).toBe(1);
  await release();
  await expect.poll(clicks, { timeout: 10_000, interval: 20 }).toBe(4);
  expect(await waiting()).toEqual([]);
});

it('rows never overtake others that wait', async () => {
  await send([metricRow(campaignId, DAY, { clicks: 1 })]);
  const columns =
    'organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency';
  await admin(
    `INSERT INTO waiting_facts (${columns}, impressions, clicks, cost_micros, conversions_micros, value_micros)
     SELECT $1, $2, 'google-ads', $3, -1, '', '', '', 0, 'USD', 1, 2, 1, 0, 0`,
    [person.organizationId, campaignId, DAY],
  );
  await send([metricRow(campaignId, DAY, { clicks: 3 })]);
  await expect.poll(waiting, { timeout: 10_000, interval: 20 }).toEqual([]);
  expect(await clicks()).toBe(3);
});

it('of rows that wait, those that cannot be saved are set aside and the others count', async () => {
  await send([metricRow(campaignId, DAY, { keyword: 'k', clicks: 1 })]);
  const release = await hold();
  const costMicros = 9_000_000_000_000_000;
  await send(
    Array.from({ length: 1_030 }, (_, i) => metricRow(campaignId, DAY, { keyword: `k${i}`, costMicros })),
  );
  await send([metricRow(campaignId, DAY, { keyword: 'k', clicks: 7 })]);
  await release();
  const refused = async () => (await waiting()).filter(({ why }) => why === 'SUM_TOO_LARGE').length;
  await expect.poll(async () => (await waiting()).length - (await refused()), { timeout: 20_000 }).toBe(0);
  const [stored] = await admin<{ count: number; clicks: number }>(
    `SELECT count(*)::int, max(clicks) FILTER (WHERE keyword = 'k')::int AS clicks FROM metric_facts WHERE organization_id = $1`,
    [person.organizationId],
  );
  expect(stored?.clicks).toBe(7);
  expect((stored?.count ?? 0) + (await refused())).toBe(1_031);
  expect(await refused()).toBeGreaterThan(0);
});

it('an import whose connection dies midway begins again within ten seconds, and doubles nothing', async () => {
  await send([metricRow(campaignId, DAY)]);
  const release = await hold();
  const rows = Array.from({ length: 3_000 }, (_, i) => `${DAY},Brand,USD,Group ${i},1,1.00`);
  const id = await upload(['Day,Campaign,Currency code,Ad group,Clicks,Cost', ...rows].join('\n'));
  const blocked = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await admin(blocked)).length, { timeout: 10_000 }).toBe(1);
  await admin(`SELECT pg_terminate_backend(pid) FROM (${blocked}) b`);
  await release();
  const diedAt = performance.now();
  await expect.poll(async () => (await readImport(id)).status, { timeout: 15_000 }).toBe('succeeded');
  expect(performance.now() - diedAt).toBeLessThan(10_000);
  expect(await readImport(id)).toMatchObject({ rows: 3_000, accepted: 3_000 });
  const facts = await admin(
    `SELECT count(*)::int, sum(clicks)::int AS clicks FROM metric_facts WHERE organization_id = $1 AND ad_group <> ''`,
    [person.organizationId],
  );
  expect(facts).toEqual([{ count: 3_000, clicks: 3_000 }]);
});

it('jobs of ingest are taken from a dead node within seconds', async () => {
  const queues = await admin(
    `SELECT name, policy, heartbeat_seconds AS heartbeat FROM pgboss.queue
      WHERE name IN ('analytics.import', 'analytics.settleFacts') ORDER BY name`,
  );
  expect(queues).toEqual(
    ['analytics.import', 'analytics.settleFacts'].map((name) => ({
      name,
      policy: 'singleton',
      heartbeat: 4,
    })),
  );
});

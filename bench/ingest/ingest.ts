import pg from 'pg';
import { startDatabases } from '../../scripts/prove/fresh-databases.ts';
import { table } from '../../scripts/demo/table.ts';
import { median } from '../measure.ts';
import { BARE_TABLES, openBare } from './bare.ts';
import { postgresCpuSeconds } from './postgres-cpu.ts';
import { register, startIngest, type Tenant } from './product.ts';

/** `rows` are sent in all by one organisation; `others`: rows of other organisations before the second half of the rounds. */
export type IngestOptions = { rounds: number; rows: number; others: number };

const BATCH = 1_000;
const CAMPAIGNS = 20;
const DAY_MS = 86_400_000;
/** What a batch of rounds costs, in microseconds a row. */
type Cost = { ours: number; app: number; bare: number };
type Played = { inserts: Cost[]; updates: Cost[] };

/** npm run bench -- ingest: what a row costs us and PostgreSQL, beside a bare upsert by pg in the same rounds. */
export async function benchIngest({ rounds, rows, others }: IngestOptions): Promise<void> {
  const bench = await openBench(Math.max(1, Math.floor(rows / BATCH / rounds / 2)));
  try {
    const lines: string[][] = [];
    const tell = (name: string, { inserts, updates }: Played) =>
      lines.push(lineOf(`${name}: new rows`, inserts), lineOf(`${name}: changed rows`, updates));
    const tenant = await bench.register();
    await bench.play(tenant, 0, 1); // warm
    const memory = [await bench.residentMiB()];
    tell('alone', await bench.play(tenant, 1, rounds));
    memory.push(await bench.residentMiB());
    await bench.fill(others);
    tell(`beside ${others / 1e6} M rows`, await bench.play(tenant, rounds + 1, rounds));
    tell('a new organisation', await bench.play(await bench.register(), 0, rounds));
    memory.push(await bench.residentMiB());
    const head = ['µs of CPU a row, medians', 'application', 'PostgreSQL', 'bare upsert', 'ours ÷ bare'];
    for (const line of table(head, lines)) console.log(line);
    const resident = memory.map((mib) => mib?.toFixed(0) ?? '?').join(', ');
    console.log(`\nResident MiB at the beginning, in the middle and at the end: ${resident}`);
  } finally {
    await bench.close();
  }
}

/** Our product and the peer on one PostgreSQL. A round sends `batches` batches to each. */
async function openBench(batches: number) {
  const databases = await startDatabases({ durable: true });
  const admin = new pg.Client({ connectionString: databases.adminUrl.replace('auth_db', 'analytics_db') });
  await admin.connect();
  await admin.query(BARE_TABLES);
  const { rows } = await admin.query<{ data_directory: string }>('SHOW data_directory');
  const dataDir = rows[0]?.data_directory ?? '';
  const bareUrl = new URL(databases.url.replace('{service}', 'analytics'));
  Object.assign(bareUrl, { username: 'analytics_app', password: databases.password });
  const product = await startIngest(databases);
  const bare = await openBare(bareUrl.toString());

  const spent = async (): Promise<Spent> => ({
    postgres: await postgresCpuSeconds(dataDir),
    app: (await product.cpuSeconds()) ?? Number.NaN,
  });
  const cost = (work: () => Promise<void>) => costOf(work, spent, batches * BATCH);
  const round = async (tenant: Tenant, from: number, clicks: number): Promise<Cost> => {
    const all = Array.from({ length: batches }, (_, i) => rowsOf(tenant, from + i * BATCH, clicks));
    const ours = await cost(async () => {
      for (const batch of all) await tenant.send(batch);
    });
    const peer = await cost(async () => {
      for (const batch of all) await bare.write(tenant.organizationId, batch);
    });
    return { ours: ours.postgres, app: ours.app, bare: peer.postgres };
  };
  return {
    register: () => register(product.url, CAMPAIGNS),
    residentMiB: () => product.residentMiB(),
    /** Rounds of new rows from a round's number on, each followed by the same rows with other figures. */
    async play(tenant: Tenant, first: number, rounds: number): Promise<Played> {
      const played: Played = { inserts: [], updates: [] };
      for (let i = first; i < first + rounds; i += 1) {
        played.inserts.push(await round(tenant, i * batches * BATCH, 20));
        played.updates.push(await round(tenant, i * batches * BATCH, 21));
      }
      return played;
    },
    /** Rows of other organisations, for us and for the peer. */
    async fill(others: number) {
      await admin.query(OTHERS, [others]);
      await admin.query(OTHERS_BARE);
      await admin.query('ANALYZE');
    },
    close: async () => {
      await bare.close();
      await product.stop();
      await admin.end();
      await databases.stop();
    },
  };
}

type Spent = { postgres: number; app: number };

/** CPU a row of some work, in microseconds, of PostgreSQL and of our process. */
async function costOf(work: () => Promise<void>, spent: () => Promise<Spent>, rows: number): Promise<Spent> {
  const before = await spent();
  await work();
  const after = await spent();
  const each = 1e6 / rows;
  return { postgres: (after.postgres - before.postgres) * each, app: (after.app - before.app) * each };
}

const lineOf = (name: string, costs: readonly Cost[]): string[] => [
  name,
  median(costs.map(({ app }) => app)).toFixed(1),
  median(costs.map(({ ours }) => ours)).toFixed(1),
  median(costs.map(({ bare }) => bare)).toFixed(1),
  median(costs.map(({ ours, bare }) => ours / bare)).toFixed(2),
];

/** Keywords of the last month's days, every campaign in turns. */
function rowsOf({ campaigns }: Tenant, from: number, clicks: number) {
  const today = Date.now();
  return Array.from({ length: BATCH }, (_, k) => {
    const i = from + k;
    const date = new Date(today - (1 + (Math.floor(i / CAMPAIGNS) % 30)) * DAY_MS).toISOString().slice(0, 10);
    const place = { campaignId: campaigns[i % CAMPAIGNS] ?? '', platform: 'google-ads', date };
    const figures = { impressions: 1_000, clicks, costMicros: 15_000_000, currency: 'USD' };
    return { ...place, adGroup: 'All', keyword: `keyword ${i}`, ...figures };
  });
}

/** Facts of organisations of 100,000 rows each, of a hundred campaigns and a hundred days. */
const OTHERS = `
  INSERT INTO metric_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency,
         impressions, clicks, cost_micros, conversions_micros, value_micros)
  SELECT md5('o' || i / 100000)::uuid, md5('c' || i / 1000)::uuid, 'google-ads', date '2026-01-01' + i % 100, -1, 'All', '',
         'keyword ' || i, 5, 'USD', 1, 1, 1, 0, 0 FROM generate_series(1, $1::int) i`;
const OTHERS_BARE = `
  INSERT INTO bare_facts (organization_id, campaign_id, platform, date, ad_group, keyword, currency, impressions, clicks, cost_micros)
  SELECT organization_id, campaign_id, platform, date, ad_group, keyword, currency, 1, 1, 1 FROM metric_facts
  ON CONFLICT DO NOTHING`;

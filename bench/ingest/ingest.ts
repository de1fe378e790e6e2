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

/** npm run bench -- ingest: what a row costs us and PostgreSQL, beside a bare upsert by pg in the same rounds. */
export async function benchIngest({ rounds, rows, others }: IngestOptions): Promise<void> {
  const databases = await startDatabases({ durable: true });
  const adminUrl = databases.adminUrl.replace('auth_db', 'analytics_db');
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(BARE_TABLES);
  const { rows: shown } = await admin.query<{ data_directory: string }>('SHOW data_directory');
  const dataDir = shown[0]?.data_directory ?? '';
  const appUrl = Object.assign(new URL(databases.url.replace('{service}', 'analytics')), {
    username: 'analytics_app',
    password: databases.password,
  }).toString();
  const product = await startIngest(databases);
  const bare = await openBare(appUrl);
  const batches = Math.max(1, Math.floor(rows / BATCH / rounds / 2));

  /** CPU a row of some work, of PostgreSQL and of our process. */
  const cost = async (work: () => Promise<void>) => {
    const before = [await postgresCpuSeconds(dataDir), (await product.cpuSeconds()) ?? NaN] as const;
    await work();
    const after = [await postgresCpuSeconds(dataDir), (await product.cpuSeconds()) ?? NaN] as const;
    const each = 1e6 / (batches * BATCH);
    return { postgres: (after[0] - before[0]) * each, app: (after[1] - before[1]) * each };
  };
  /** Rows of a round, sent to us and to the peer in turns. */
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
  /** Rounds of new rows, each followed by the same rows with other figures. */
  const play = async (tenant: Tenant, from: number) => {
    const inserts: Cost[] = [];
    const updates: Cost[] = [];
    for (let i = 0; i < rounds; i += 1) {
      const first = from + i * batches * BATCH;
      inserts.push(await round(tenant, first, 20));
      updates.push(await round(tenant, first, 21));
    }
    return { inserts, updates };
  };

  try {
    const lines: string[][] = [];
    const told = (name: string, { inserts, updates }: Awaited<ReturnType<typeof play>>) =>
      lines.push(lineOf(`${name}: new rows`, inserts), lineOf(`${name}: changed rows`, updates));
    const tenant = await register(product.url, CAMPAIGNS);
    await round(tenant, 0, 1); // warm
    const memory = [(await product.residentMiB()) ?? NaN];
    const first = batches * BATCH;
    told('alone', await play(tenant, first));
    memory.push((await product.residentMiB()) ?? NaN);
    await admin.query(OTHERS, [others]);
    await admin.query(OTHERS_BARE);
    await admin.query('ANALYZE');
    told(`beside ${others / 1e6} M rows`, await play(tenant, first * (rounds + 1)));
    told('a new organisation', await play(await register(product.url, CAMPAIGNS), 0));
    memory.push((await product.residentMiB()) ?? NaN);
    const head = ['µs of CPU a row, medians', 'application', 'PostgreSQL', 'bare upsert', 'ours ÷ bare'];
    for (const line of table(head, lines)) console.log(line);
    console.log(
      `\nResident MiB at the beginning, in the middle and at the end: ${memory.map(Math.round).join(', ')}`,
    );
  } finally {
    await bare.close();
    await product.stop();
    await admin.end();
    await databases.stop();
  }
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

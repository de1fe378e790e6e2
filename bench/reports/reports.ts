import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { addDays } from '../../lib/time.ts';
import { migrators } from '../../scripts/migration-targets.ts';
import { activityWindows } from '../../services/analytics/reports/domain/alerts.ts';
import { performanceStore } from '../../services/analytics/reports/store/performance.ts';
import { reportStore } from '../../services/analytics/reports/store/reports.ts';
import { Database } from '../../storage/database.ts';
import { inOrganization } from '../../storage/scope.ts';
import { explained } from './explained.ts';
import { CAMPAIGNS, DAYS, fill, LAST_DAY } from './facts.ts';
import { RAW } from './raw.ts';

const PASSWORD = 'bench-password-of-a-day';
const LIMITS = { maxRows: 200_000, minutes: 60, perOrganization: 20, memoryMb: 64 };

/**
 * npm run bench -- reports: what PostgreSQL takes for each report, as the application's role under row-level security, beside
 * the same question asked of the facts themselves. Medians of `rounds` in one run.
 */
export async function benchReports({ rounds }: { rounds: number }): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sip-bench-'));
  const server = await startPostgres({ dataDir, durable: true });
  try {
    for (const migrator of migrators({ adminUrl: server.url, appPassword: PASSWORD }))
      if (migrator.service === 'analytics') await migrator.up();
    const at = (user?: string) => {
      const url = Object.assign(new URL(server.url), { pathname: '/analytics_db' });
      if (user) Object.assign(url, { username: user, password: PASSWORD });
      return url.toString();
    };
    const organizationId = randomUUID();
    const facts = await fill(at(), organizationId);
    console.log(
      `${facts} facts: ${CAMPAIGNS} campaigns, ${DAYS} days. PostgreSQL's milliseconds, medians of ${rounds}.\n`,
    );
    const database = new Database({
      url: at('analytics_app'),
      applicationName: 'bench',
      statementTimeoutMs: 60_000,
    });
    await inOrganization(organizationId, () => compare(database, organizationId, rounds));
    await database.close();
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compare(database: Database, organizationId: string, rounds: number): Promise<void> {
  const { database: counting, counted, count } = explained(database);
  const ask = questions(counting, organizationId);
  console.log('report'.padEnd(36), 'ours'.padStart(9), 'raw facts'.padStart(10), 'ratio'.padStart(7));
  for (const { name, run, raw } of ask) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      counted.ms = 0;
      await run();
      ours.push(counted.ms);
      counted.ms = 0;
      await count(raw.text, [organizationId, ...raw.values]);
      theirs.push(counted.ms);
    }
    const [a, b] = [median(ours), median(theirs)];
    const cells = [a.toFixed(2).padStart(9), b.toFixed(1).padStart(10), `${(b / a).toFixed(0)}×`.padStart(7)];
    console.log(name.padEnd(36), ...cells);
  }
  await pull(database, organizationId, rounds);
}

function questions(database: Database, organizationId: string) {
  const reports = reportStore(database);
  const tables = performanceStore(database, LIMITS);
  const ranges = [7, 30, 90].map((days) => ({
    days,
    range: { from: addDays(LAST_DAY, 1 - days), to: LAST_DAY },
  }));
  const table =
    (range: { from: string; to: string }, ...groupBy: ('campaign' | 'adGroup')[]) =>
    () =>
      tables.first(organizationId, query(range, groupBy, 1_000), randomUUID());
  return ranges.flatMap(({ days, range }) => {
    const values = [range.from, range.to];
    return [
      {
        name: `totals and series, ${days} days`,
        run: () => reports.organizationDays(organizationId, range),
        raw: { text: RAW.days, values },
      },
      {
        name: `top five, ${days} days`,
        run: () => reports.topCampaigns(organizationId, range, 5),
        raw: { text: RAW.top, values },
      },
      {
        name: `alerts (of 38 days), ${days} days`,
        run: () => reports.activity(organizationId, activityWindows(LAST_DAY)),
        raw: { text: RAW.activity, values: [addDays(LAST_DAY, -37), LAST_DAY] },
      },
      {
        name: `by campaign, ${days} days`,
        run: table(range, 'campaign'),
        raw: { text: RAW.campaigns, values },
      },
      {
        name: `by ad group, ${days} days`,
        run: table(range, 'adGroup'),
        raw: { text: RAW.adGroups, values },
      },
      {
        name: `by campaign and ad group, ${days} days`,
        run: table(range, 'campaign', 'adGroup'),
        raw: { text: RAW.campaignGroups, values },
      },
    ];
  });
}

const query = (
  range: { from: string; to: string },
  groupBy: ('campaign' | 'adGroup' | 'date')[],
  limit: number,
) => ({
  range,
  previousRange: null,
  isYearBefore: false,
  groupBy,
  filter: {},
  limits: [],
  sort: { column: 'costMicros', descending: true },
  limit,
});

/** All pages of a table with 50,000 rows, as a client pulls them, and the same rows of the facts at once: milliseconds in all. */
async function pull(database: Database, organizationId: string, rounds: number): Promise<void> {
  const tables = performanceStore(database, LIMITS);
  const range = { from: addDays(LAST_DAY, -91), to: LAST_DAY };
  const [whole, first, raw]: [number[], number[], number[]] = [[], [], []];
  let count = 0;
  for (let round = 0; round < rounds; round += 1) {
    const id = randomUUID();
    const startedAt = performance.now();
    const page = await tables.first(organizationId, query(range, ['campaign', 'date'], 1_000), id);
    first.push(performance.now() - startedAt);
    count = page.count;
    for (let offset = page.rows.length; offset < count; offset += 1_000)
      await tables.page(organizationId, { snapshotId: id, offset, limit: 1_000 });
    whole.push(performance.now() - startedAt);
    const rawAt = performance.now();
    await database.rows(RAW.campaignDays, [organizationId, range.from, range.to]);
    raw.push(performance.now() - rawAt);
  }
  const [a, b, c] = [whole, first, raw].map((times) => median(times).toFixed(0));
  console.log(
    `\na pull of ${count} rows, 1,000 a page: ${a} ms, of which the first page ${b} ms; raw facts ${c} ms`,
  );
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../../lib/time.ts';
import type { Database } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { asAdministrator, cloneDatabases, type TestDatabases } from '../../../tests/support/databases.ts';
import type { Fact } from '../facts/domain/fact.ts';
import { activityWindows } from '../reports/domain/alerts.ts';
import type { Group } from '../reports/domain/performance.ts';
import { performanceStore } from '../reports/store/performance.ts';
import { reportStore } from '../reports/store/reports.ts';
import { campaignStore } from '../facts/store/campaigns.ts';
import { factStore } from '../facts/store/facts.ts';
import { analyticsDatabase } from './database.ts';
import { type Explained, explaining } from './explain.ts';
import { summariesOf } from './summaries-of-facts.ts';

/** Rows of other organisations, and keywords that one campaign has on one day. */
const OTHERS = 100_000;
const KEYWORDS = 10_000;
const BATCH = 500;
/** A statement may read this many rows for each row of its batch: of facts, revisions, sums and roll-ups together. */
const READS_PER_ROW = 4;
const DAY = '2026-03-01';
/** Filling takes some seconds, and more on a machine that does other things too. */
const FILL_MS = 120_000;

/** Nothing else writes here, so nothing has to wait. */
const jobs = { enqueue: () => Promise.reject(new Error('facts had to wait')) };

let databases: TestDatabases;
let database: Database;
const known = { organizationId: randomUUID(), campaignId: randomUUID() };
const unknown = { organizationId: randomUUID(), campaignId: randomUUID() };

/** Organisations that have figures for more than a year, for the plans of reports. */
const tall = { known: randomUUID(), unknown: randomUUID() };
const TALL = { days: 250, campaigns: 6, groups: 3 };

const admin = (sql: string, values: unknown[] = []) =>
  asAdministrator(databases.adminUrl('analytics'), sql, values);

beforeAll(async () => {
  databases = await cloneDatabases(['analytics']);
  database = analyticsDatabase(databases);
  await admin(FILL, [OTHERS]);
  await admin(OTHERS_WAIT);
  await admin(OTHERS_LINK);
  await admin(OTHERS_ARE_HELD);
  await admin(OTHERS_MOVE);
  await admin(OTHERS_PARTS);
  await admin(OTHERS_PUBLISHED);
  await admin(PARTS, [known.organizationId, known.campaignId, KEYWORDS]);
  await admin(NAMES);
  await admin(OTHERS_NAME);
  await admin(KEYWORDS_OF_A_DAY, [known.organizationId, known.campaignId, DAY, KEYWORDS]);
  await admin(MANY_DAYS, [tall.known, DAY, TALL.days, TALL.campaigns, TALL.groups]);
  await sumUp('metric_facts');
  await admin('ANALYZE');
  await admin(PARTS, [unknown.organizationId, unknown.campaignId, KEYWORDS]);
  await admin(NAMES);
  await admin(KEYWORDS_OF_A_DAY, [unknown.organizationId, unknown.campaignId, DAY, KEYWORDS]);
  await admin(MANY_DAYS, [tall.unknown, DAY, TALL.days, TALL.campaigns, TALL.groups]);
  await sumUp(
    `(SELECT * FROM metric_facts WHERE organization_id IN ('${unknown.organizationId}', '${tall.unknown}'))`,
  );
}, FILL_MS);
afterAll(async () => {
  await database.close();
  await databases.drop();
});

const FACT = `organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency, impressions, clicks,
  cost_micros, conversions_micros, value_micros`;
const FILL = `
  INSERT INTO metric_facts (${FACT})
  SELECT md5('o' || i % 500)::uuid, md5('c' || i % 2000)::uuid, 'google-ads', date '2026-01-01' + i % 97, -1, 'g', '',
         'k' || i, 5, 'USD', 1, 1, 1, 0, 0 FROM generate_series(1, $1::int) i`;
const OTHERS_WAIT = `
  INSERT INTO waiting_facts (${FACT})
  SELECT ${FACT} FROM metric_facts ORDER BY keyword LIMIT 20000`;
const OTHERS_LINK = `
  INSERT INTO campaign_members (organization_id, campaign_id, canonical_id)
  SELECT md5('o' || i % 500)::uuid, md5('l' || i)::uuid, md5('c' || i % 2000)::uuid FROM generate_series(1, 20000) i`;
const OTHERS_ARE_HELD = `
  INSERT INTO held_campaigns (organization_id, campaign_id)
  SELECT md5('o' || i % 500)::uuid, md5('h' || i)::uuid FROM generate_series(1, 20000) i`;
const OTHERS_MOVE = `
  INSERT INTO organization_group_moves (organization_id, span, first_day, platform, ad_group, currency, facts,
         impressions, clicks, cost_micros, conversions_micros, value_micros)
  SELECT md5('o' || i % 500)::uuid, 1, date '2026-01-01' + i % 97, 'google-ads', 'g', 'USD', 1, 1, 1, 1, 0, 0
    FROM generate_series(1, 20000) i`;
const OTHERS_PARTS = `
  INSERT INTO campaign_parts
  SELECT md5('o' || i % 500)::uuid, gen_random_uuid(), md5('c' || i % 2000)::uuid, 'google-ads', 'keyword', 'g', 'k' || i,
         i::text, 'k' || i FROM generate_series(1, 20000) i`;
const OTHERS_PUBLISHED = `
  WITH accounts AS (
    INSERT INTO external_accounts (organization_id, id, platform, external_id)
    SELECT md5('o' || i)::uuid, md5('a' || i)::uuid, 'google-ads', '1' FROM generate_series(0, 499) i
  )
  INSERT INTO published_objects (organization_id, platform, level, external_id, campaign_id, account_id, name)
  SELECT md5('o' || i % 500)::uuid, 'google-ads', 'keyword', i::text, md5('c' || i % 2000)::uuid, md5('a' || i % 500)::uuid,
         'k' || i FROM generate_series(1, 20000) i`;
const PARTS = `
  INSERT INTO campaign_parts
  SELECT $1, gen_random_uuid(), $2, 'google-ads', 'keyword', 'g', 'k' || i, i::text, 'k' || i
    FROM generate_series(1, $3::int) i`;
const NAMES = `
  INSERT INTO part_names (organization_id, part_id, name, campaign_id)
  SELECT organization_id, id, name, campaign_id FROM campaign_parts ON CONFLICT DO NOTHING`;
const OTHERS_NAME = `
  INSERT INTO external_campaigns (organization_id, id, platform, name, currency)
  SELECT md5('o' || i % 500)::uuid, md5('e' || i)::uuid, 'google-ads', 'n', 'USD' FROM generate_series(1, 20000) i`;
const KEYWORDS_OF_A_DAY = `
  INSERT INTO metric_facts (${FACT})
  SELECT $1, $2, 'google-ads', $3, -1, 'g', '', 'k' || i, 5, 'USD', 1, 1, 1, 0, 0 FROM generate_series(1, $4::int) i`;
/** Ad groups of each of some campaigns, a fact each on each of some days. */
const MANY_DAYS = `
  INSERT INTO metric_facts (${FACT})
  SELECT $1::uuid, md5($1::uuid::text || c)::uuid, 'google-ads', $2::date - d, -1, 'g' || g, '', '', 1, 'USD', 1, 1, 1, 0, 0
    FROM generate_series(0, $3::int - 1) d, generate_series(1, $4::int) c, generate_series(1, $5::int) g`;

/** What the product keeps beside facts, made at once. */
async function sumUp(facts: string): Promise<void> {
  for (const [table, sql] of Object.entries(summariesOf(facts))) await admin(`INSERT INTO ${table} ${sql}`);
  await admin(`
    INSERT INTO campaign_refs SELECT DISTINCT organization_id, campaign_id, 'n', 'active', '[]'::jsonb, 'USD', 1,
           date '2026-01-01', NULL::date, now() FROM ${facts} f`);
  await admin(
    `INSERT INTO fact_versions (organization_id, version) SELECT DISTINCT organization_id, 1 FROM ${facts} f`,
  );
}

const keyword = (campaignId: string, i: number, change: Partial<Fact> = {}): Fact => ({
  ...{ campaignId, platform: 'google-ads', date: DAY, hour: -1, adGroup: 'g', ad: '', keyword: `k${i}` },
  ...{ grain: 5, currency: 'USD', impressions: 1, clicks: 1, costMicros: 5 },
  ...{ conversionsMicros: 0, valueMicros: 0, ...change },
});
const batch = (campaignId: string, change: (i: number) => Partial<Fact> = () => ({})) =>
  Array.from({ length: BATCH }, (_, i) => keyword(campaignId, i + 1, change(i)));

/** What is wrong with the plans: a table that was read whole, or more rows than the batch may cost. */
const faultsOf = (seen: readonly Explained[]) =>
  seen.flatMap(({ text, rowsRead, wholeTables }) => {
    const words = text.trim().slice(0, 60);
    return [
      ...wholeTables.map((table) => `${table} was read whole: ${words}`),
      ...(rowsRead > READS_PER_ROW * BATCH ? [`${rowsRead} rows were read: ${words}`] : []),
    ];
  });

async function plansOf(organizationId: string, facts: readonly Fact[], rewrite?: (text: string) => string) {
  const explained = explaining(database, rewrite);
  await inOrganization(organizationId, () =>
    factStore({ database: explained.database, jobs }).save(organizationId, facts),
  );
  return explained.seen;
}

const idsOf = (i: number) => ({ adGroup: null, ad: null, keyword: String(i) });
const days = (i: number) => ({ date: `2026-02-${String(1 + (i % 28)).padStart(2, '0')}` });

it.each([
  ['whose statistics are known', known],
  ['that statistics do not know', unknown],
])('keywords of a day with 10,000 cost what they bring, in an organisation %s', async (_, organization) => {
  const { organizationId, campaignId } = organization;
  for (const facts of [
    batch(campaignId),
    batch(campaignId, (i) => ({ keyword: `new ${i}` })),
    batch(campaignId, days),
    batch(campaignId, (i) => ({ ...days(i), currency: 'EUR' })),
    batch(campaignId, (i) => ({ keyword: `renamed ${i}`, ids: idsOf(i) })),
    batch(campaignId, (i) => ({ keyword: `made ${i}`, ids: idsOf(KEYWORDS + i) })),
  ]) {
    const seen = await plansOf(organizationId, facts);
    expect(seen.length).toBeGreaterThanOrEqual(3); // the lock, the facts, the roll-ups
    expect(faultsOf(seen)).toEqual([]);
  }
});

/** Forms of the statements as they once were. */
const SLOW_FORMS: [name: string, fast: RegExp, slow: string][] = [
  [
    'a lookup that row-level security keeps from the index',
    /LEFT JOIN LATERAL \([\s\S]*?LIMIT 1\s*\) f ON true/,
    `LEFT JOIN metric_facts f ON f.organization_id = $1 AND f.campaign_id = s.campaign_id AND f.platform = s.platform
       AND f.date = s.date AND f.hour = s.hour
       AND f.breakdown = md5(s.ad_group || chr(31) || s.ad || chr(31) || s.keyword)::uuid`,
  ],
  [
    'a roll-up that asks the facts of the day',
    /AND g\.date = t\.date AND \(g\.facts > 0 OR g\.grain = 0 AND g\.whole > 0\)/,
    `AND g.date = t.date AND g.grain = (SELECT min(m.grain) FROM metric_facts m WHERE m.organization_id = $1
       AND m.campaign_id = t.campaign_id AND m.platform = t.platform AND m.date = t.date)`,
  ],
];

it.each(SLOW_FORMS)('%s is found', async (name, fast, slow) => {
  const facts = batch(known.campaignId, (i) => ({ impressions: name.length + i })).slice(0, 50);
  const seen = await plansOf(known.organizationId, facts, (text) => text.replace(fast, slow));
  expect(faultsOf(seen)).toHaveLength(1);
});

it('rows cost what they bring while a long writing has thousands of other campaigns, of which rows wait', async () => {
  const { organizationId } = unknown;
  await admin(`INSERT INTO writers (organization_id, writer) VALUES ($1, $1)`, [organizationId]);
  await admin(
    `INSERT INTO held_campaigns SELECT $1::uuid, md5('h' || i)::uuid FROM generate_series(1, 5000) i`,
    [organizationId],
  );
  await admin(
    `INSERT INTO waiting_facts (${FACT})
     SELECT $1::uuid, md5('h' || i % 5000)::uuid, 'google-ads', $2::date, -1, '', '', '', 0, 'USD', 1, 1, 1, 0, 0
       FROM generate_series(1, 20000) i`,
    [organizationId, DAY],
  );
  // of a campaign without rows, which the tests before have told again and again
  const seen = await plansOf(
    organizationId,
    batch(randomUUID(), (i) => ({ clicks: i })),
  );
  expect(seen.some(({ text }) => text.includes('held_campaigns h'))).toBe(true);
  expect(seen.some(({ text }) => text.includes('campaigns AS MATERIALIZED'))).toBe(true);
  expect(faultsOf(seen)).toEqual([]);
});

it('campaigns are found by their ids alone', async () => {
  const explained = explaining(database);
  const ids = Array.from({ length: BATCH }, () => randomUUID());
  const { organizationId } = known;
  await inOrganization(organizationId, () => campaignStore(explained.database).findMany(organizationId, ids));
  expect(explained.seen).toHaveLength(1);
  expect(explained.seen[0]?.rowsRead).toBeLessThanOrEqual(BATCH);
});

const { campaigns: CAMPAIGNS, groups: GROUPS } = TALL;
const range = (days: number) => ({ from: addDays(DAY, 1 - days), to: DAY });
const table =
  (groupBy: Group[], days: number, filter: object = {}) =>
  (database: Database, organizationId: string) =>
    performanceStore(database, { maxRows: 1_000, minutes: 1, perOrganization: 2, memoryMb: 4 }).first(
      organizationId,
      {
        ...{ range: range(days), previousRange: null, isYearBefore: false, groupBy, filter, limits: [] },
        ...{ sort: { column: 'costMicros', descending: true }, limit: 1_000 },
      },
      randomUUID(),
    );
/** Blocks of 32 days that a range touches, and single days and longer pieces of which it consists. */
const blocks = (days: number) => Math.ceil(days / 32) + 1;
const pieces = (days: number) => 8 + 9 + Math.ceil(days / 64);

/** Reports, and how many rows each may read: what a range consists of, however many days and facts there are. */
const REPORTS: [
  name: string,
  read: (days: number) => ReturnType<typeof table>,
  most: (days: number) => number,
][] = [
  [
    'totals and series',
    (days) => (on, organizationId) => reportStore(on).organizationDays(organizationId, range(days)) as never,
    (days) => days,
  ],
  [
    'the campaigns that cost most',
    (days) => (on, organizationId) => reportStore(on).topCampaigns(organizationId, range(days), 5) as never,
    (days) => CAMPAIGNS * blocks(days) + 5 * days,
  ],
  [
    'alerts',
    () => (on, organizationId) => reportStore(on).activity(organizationId, activityWindows(DAY)) as never,
    () => CAMPAIGNS * (blocks(38) + 1),
  ],
  ['by campaign', (days) => table(['campaign'], days), (days) => CAMPAIGNS * (blocks(days) + 1) + 1],
  ['by ad group', (days) => table(['adGroup'], days), (days) => GROUPS * pieces(days) + days + 1],
  [
    'by campaign and ad group',
    (days) => table(['campaign', 'adGroup'], days),
    (days) => CAMPAIGNS * (GROUPS * pieces(days) + blocks(days) + 1) + 1,
  ],
  ['by ad group and day', (days) => table(['adGroup', 'date'], days), (days) => (GROUPS + 1) * days + 1],
];
it.each(
  REPORTS.flatMap(([name, read, most]) =>
    [7, 90].flatMap((days) =>
      Object.entries(tall).map(
        ([statistics, id]) => [name, days, statistics, read(days), most(days), id] as const,
      ),
    ),
  ),
)('%s of %i days reads what the days consist of (organisation %s to statistics)', async (...row) => {
  const [, , , read, most, organizationId] = row;
  const explained = explaining(database);
  await inOrganization(organizationId, () => read(explained.database, organizationId));
  expect(explained.seen.flatMap(({ wholeTables }) => wholeTables)).toEqual([]);
  expect(explained.seen.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThanOrEqual(most);
});

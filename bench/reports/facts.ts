import pg from 'pg';
import { summariesOf } from '../../services/analytics/tests/summaries-of-facts.ts';

export const CAMPAIGNS = 548;
/** Ad groups of a campaign: with the days below, about a million facts. */
const AD_GROUPS = 20;
export const DAYS = 92;
export const LAST_DAY = '2026-03-31';

const FACTS = `
  INSERT INTO metric_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency,
                            impressions, clicks, cost_micros, conversions_micros, value_micros)
  SELECT $1, md5('c' || c)::uuid, CASE c % 2 WHEN 0 THEN 'google-ads' ELSE 'linkedin-ads' END, $2::date - d, -1,
         'Ad group ' || g, '', '', 1, 'USD', 1000 + (c * g + d) % 900, 10 + (c + g * d) % 90,
         100000 * (1 + (c * 7 + g + d) % 500), 1000000 * ((c + g + d) % 3), 5000000
    FROM generate_series(0, $3::int - 1) d, generate_series(1, $4::int) c, generate_series(1, $5::int) g`;
/** What the product keeps in the transaction of each ingest, made at once; a test shows that it is the same. */
const SUMMARIES = [
  ...Object.entries(summariesOf('metric_facts')).map(([table, sql]) => `INSERT INTO ${table} ${sql}`),
  `INSERT INTO fact_versions SELECT DISTINCT organization_id, 1, now(), '${LAST_DAY}'::date FROM organization_days`,
  `INSERT INTO campaign_refs
     SELECT organization_id, campaign_id, 'Campaign ' || row_number() OVER (), 'active', '["google-ads"]', 'USD', 1000000,
            '2026-01-01', NULL, now() FROM (SELECT DISTINCT organization_id, campaign_id FROM daily_rollups) known`,
];

/** Fills the tables of analytics for one organisation. `adminUrl` sees past every wall. */
export async function fill(adminUrl: string, organizationId: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(FACTS, [organizationId, LAST_DAY, DAYS, CAMPAIGNS, AD_GROUPS]);
    for (const text of SUMMARIES) await client.query(text);
    await client.query('VACUUM ANALYZE');
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { tenantWall } from '../../storage/policy.ts';

const COLUMNS = `campaign_id uuid, platform text, date date, "adGroup" text, keyword text, currency text, impressions bigint,
  clicks bigint, "costMicros" bigint`;
const NAMES = 'campaign_id, platform, date, ad_group, keyword, currency, impressions, clicks, cost_micros';

/** The tables of the peer: facts and what they replaced, behind the same wall as ours. Run as the administrator. */
export const BARE_TABLES = `
  CREATE TABLE bare_facts (
    organization_id uuid NOT NULL, campaign_id uuid NOT NULL, platform text NOT NULL, date date NOT NULL,
    ad_group text NOT NULL, keyword text NOT NULL, currency text NOT NULL, impressions bigint NOT NULL,
    clicks bigint NOT NULL, cost_micros bigint NOT NULL, updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, platform, date, ad_group, keyword)
  );
  CREATE TABLE bare_revisions (LIKE bare_facts INCLUDING DEFAULTS, id bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (organization_id, campaign_id, platform, date, ad_group, keyword, id));
  GRANT SELECT, INSERT, UPDATE, DELETE ON bare_facts, bare_revisions TO analytics_app;
  ${tenantWall('bare_facts', 'analytics')}
  ${tenantWall('bare_revisions', 'analytics')}`;

const UPSERT = `
  WITH sent AS MATERIALIZED (
    SELECT r."campaignId" AS campaign_id, r.platform, r.date, r."adGroup" AS ad_group, r.keyword, r.currency,
           r.impressions, r.clicks, r."costMicros" AS cost_micros
      FROM json_to_recordset($2::json) AS r(${COLUMNS.replace('campaign_id', '"campaignId"')})
  ), kept AS (
    INSERT INTO bare_revisions (organization_id, ${NAMES})
    SELECT f.* FROM sent s CROSS JOIN LATERAL (
      SELECT organization_id, ${NAMES} FROM bare_facts b
       WHERE b.organization_id = $1 AND b.campaign_id = s.campaign_id AND b.platform = s.platform AND b.date = s.date
         AND b.ad_group = s.ad_group AND b.keyword = s.keyword LIMIT 1) f
  )
  INSERT INTO bare_facts (organization_id, ${NAMES}) SELECT $1, ${NAMES} FROM sent
  ON CONFLICT (organization_id, campaign_id, platform, date, ad_group, keyword) DO UPDATE
     SET currency = excluded.currency, impressions = excluded.impressions, clicks = excluded.clicks,
         cost_micros = excluded.cost_micros, updated_at = now()`;

/** The least that an upsert with revisions costs: pg, one prepared statement a batch, no checks, no sums. */
export async function openBare(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const write = async (organizationId: string, rows: readonly object[]) => {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.organization', $1, true)`, [organizationId]);
    await client.query({ name: 'bare', text: UPSERT, values: [organizationId, JSON.stringify(rows)] });
    await client.query('COMMIT');
  };
  return { write, close: () => client.end() };
}

import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import {
  boolean,
  day,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import { type Fact, idsOf } from '../domain/fact.ts';
import { asRecord, FACT_COLUMNS } from './fact-record.ts';

/** Facts are applied in the order in which they came; of the same key the last one counts. */
const INSERT = `
  INSERT INTO waiting_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency,
         impressions, clicks, cost_micros, conversions_micros, value_micros, ad_group_id, ad_id, keyword_id)
  SELECT $1, r.campaign_id, r.platform, r.date, r.hour, r.ad_group, r.ad, r.keyword, r.grain, r.currency, r.impressions,
         r.clicks, r.cost_micros, r.conversions_micros, r.value_micros, r.ad_group_id, r.ad_id, r.keyword_id
    FROM json_to_recordset($2::json) AS r(${FACT_COLUMNS}, ad_group_id text, ad_id text, keyword_id text)`;

const ANY = statement(
  `SELECT EXISTS (SELECT 1 FROM waiting_facts WHERE organization_id = $1 AND refused_because IS NULL) AS waiting`,
  { waiting: boolean },
);

const TAKE = statement(
  `
  WITH next AS MATERIALIZED (
    SELECT seq FROM waiting_facts WHERE organization_id = $1 AND refused_because IS NULL ORDER BY seq LIMIT $2
  ), taken AS (
    DELETE FROM waiting_facts w WHERE w.organization_id = $1 AND w.seq IN (SELECT seq FROM next) RETURNING w.*
  )
  SELECT DISTINCT ON (campaign_id, platform, date, hour, ad_group, ad, keyword, ad_group_id, ad_id, keyword_id)
         campaign_id AS "campaignId", platform, date, hour, ad_group AS "adGroup", ad, keyword, grain, currency,
         impressions, clicks, cost_micros AS "costMicros", conversions_micros AS "conversionsMicros",
         value_micros AS "valueMicros", ad_group_id AS "adGroupId", ad_id AS "adId", keyword_id AS "keywordId"
    FROM taken
   ORDER BY campaign_id, platform, date, hour, ad_group, ad, keyword, ad_group_id, ad_id, keyword_id, seq DESC`,
  {
    ...{ campaignId: uuid, platform: oneOf(PLATFORMS), date: day, hour: integer, adGroup: text, ad: text },
    ...{ keyword: text, grain: integer, currency: text, impressions: integer, clicks: integer },
    ...{ costMicros: integer, conversionsMicros: integer, valueMicros: integer },
    ...{ adGroupId: nullable(text), adId: nullable(text), keywordId: nullable(text) },
  },
);

const REFUSE = `
  UPDATE waiting_facts SET refused_because = $2
   WHERE organization_id = $1 AND seq = (SELECT min(seq) FROM waiting_facts
     WHERE organization_id = $1 AND refused_because IS NULL)`;

/** Keeps facts until nobody else writes the organisation's, and asks for the job that then saves them. */
export async function keepWaiting(
  tx: Tx,
  jobs: Pick<Jobs, 'enqueue'>,
  organizationId: string,
  facts: readonly Fact[],
): Promise<void> {
  await tx.execute(INSERT, [organizationId, JSON.stringify(facts.map(withIds))]);
  await jobs.enqueue(tx, jobKinds.settleFacts, { organizationId }, { key: organizationId });
}

/** Whether facts wait. The caller holds the lock on the fact version and has not asked in the same statement. */
export async function areWaiting(tx: Tx, organizationId: string): Promise<boolean> {
  const [row] = await tx.query(ANY, [organizationId]);
  return row?.waiting ?? false;
}

const withIds = (fact: Fact) => ({
  ...asRecord(fact),
  ad_group_id: fact.ids?.adGroup ?? null,
  ad_id: fact.ids?.ad ?? null,
  keyword_id: fact.ids?.keyword ?? null,
});

/** Takes the `count` facts that wait longest; of the same key only the last. */
export async function takeWaiting(tx: Tx, organizationId: string, count: number): Promise<Fact[]> {
  const rows = await tx.query(TAKE, [organizationId, count]);
  return rows.map(({ adGroupId, adId, keywordId, ...fact }) => ({
    ...fact,
    ...idsOf({ adGroup: adGroupId, ad: adId, keyword: keywordId }),
  }));
}

/** Sets the fact that waits longest aside, with the reason why it cannot be saved. */
export async function refuseWaiting(tx: Tx, organizationId: string, reason: string): Promise<void> {
  await tx.execute(REFUSE, [organizationId, reason]);
}

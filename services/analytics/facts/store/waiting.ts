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
import { areHeld, COUNTED } from './holds.ts';

/** Facts are applied in the order in which they came; of the same key the last one counts. */
const INSERT = `
  INSERT INTO waiting_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency,
         impressions, clicks, cost_micros, conversions_micros, value_micros, ad_group_id, ad_id, keyword_id)
  SELECT $1, r.campaign_id, r.platform, r.date, r.hour, r.ad_group, r.ad, r.keyword, r.grain, r.currency, r.impressions,
         r.clicks, r.cost_micros, r.conversions_micros, r.value_micros, r.ad_group_id, r.ad_id, r.keyword_id
    FROM json_to_recordset($2::json) AS r(${FACT_COLUMNS}, ad_group_id text, ad_id text, keyword_id text)`;

const ANY = statement(
  `SELECT EXISTS (SELECT 1 FROM waiting_facts WHERE organization_id = $1 AND refused_because IS NULL) AS waiting,
          EXISTS (SELECT 1 FROM held_campaigns WHERE organization_id = $1) AS held`,
  { waiting: boolean, held: boolean },
);
/** Also of campaigns that count as the same ones. */
const ANY_OF = statement(
  `WITH counted AS MATERIALIZED (${COUNTED}), campaigns AS MATERIALIZED (
     SELECT id FROM counted
     UNION SELECT c.id FROM unnest($2::uuid[]) c(id)
     UNION SELECT m.campaign_id FROM campaign_members m WHERE m.organization_id = $1 AND m.canonical_id IN (SELECT id FROM counted))
   SELECT true AS waiting FROM campaigns c CROSS JOIN LATERAL (
     SELECT 1 FROM waiting_facts w
      WHERE w.organization_id = $1 AND w.campaign_id = c.id AND w.refused_because IS NULL LIMIT 1) w LIMIT 1`,
  { waiting: boolean },
);

/** Those that wait longest of campaigns that no long writing has. */
const NEXT = `
    SELECT w.seq FROM waiting_facts w
     WHERE w.organization_id = $1 AND w.refused_because IS NULL AND NOT EXISTS (
       SELECT 1 FROM held_campaigns h WHERE h.organization_id = $1 AND h.campaign_id = coalesce(
         (SELECT m.canonical_id FROM campaign_members m WHERE m.organization_id = $1 AND m.campaign_id = w.campaign_id),
         w.campaign_id))
     ORDER BY w.seq`;

const TAKE = statement(
  `
  WITH next AS MATERIALIZED (${NEXT} LIMIT $2
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
   WHERE organization_id = $1 AND seq = (${NEXT} LIMIT 1)`;

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

/** Whether facts wait of any campaign. The caller holds the lock on the fact version and has not asked in the same statement. */
export async function areWaiting(tx: Tx, organizationId: string): Promise<boolean> {
  const [row] = await tx.query(ANY, [organizationId]);
  return row?.waiting ?? false;
}

/**
 * Whether facts of these campaigns have to wait: for a long writing that has one of them, or behind others that wait. The caller holds the
 * lock on the fact version and has not asked in the same statement.
 */
export async function mustWait(
  tx: Tx,
  organizationId: string,
  campaigns: readonly string[],
): Promise<boolean> {
  const [any] = await tx.query(ANY, [organizationId]);
  if (any?.held === true && (await areHeld(tx, organizationId, campaigns))) return true;
  return any?.waiting === true && (await tx.query(ANY_OF, [organizationId, campaigns])).length > 0;
}

const withIds = (fact: Fact) => ({
  ...asRecord(fact),
  ad_group_id: fact.ids?.adGroup ?? null,
  ad_id: fact.ids?.ad ?? null,
  keyword_id: fact.ids?.keyword ?? null,
});

/** Takes the `count` facts that wait longest, of campaigns that no long writing has; of the same key only the last. */
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

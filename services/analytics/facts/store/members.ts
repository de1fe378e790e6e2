import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import type { Fact } from '../domain/fact.ts';
import type { Canonical } from '../domain/groups.ts';
import { asRecord, FACT_COLUMNS } from './fact-record.ts';
import { FIGURES, NEVER_TOLD } from './figures.ts';

const BATCH = 5_000;

const MEMBERS = statement(
  `SELECT campaign_id AS "campaignId", canonical_id AS "canonicalId" FROM campaign_members
   WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])`,
  { campaignId: uuid, canonicalId: uuid },
);

/** Of these campaigns those that are linked, each with the campaign whose figures it counts as. */
export async function readMembers(
  tx: Pick<Tx, 'query'>,
  organizationId: string,
  ids: readonly string[],
): Promise<Canonical> {
  const rows = await tx.query(MEMBERS, [organizationId, ids]);
  return new Map(rows.map(({ campaignId, canonicalId }) => [campaignId, canonicalId]));
}

/** A figure that was not sent is NULL: it keeps its value and its version. */
const TELL = `
  INSERT INTO told_facts AS t (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, breakdown, grain,
         currency, ${FIGURES.join(', ')}, told)
  SELECT $1, r.campaign_id, r.platform, r.date, r.hour, r.ad_group, r.ad, r.keyword,
         md5(r.ad_group || chr(31) || r.ad || chr(31) || r.keyword)::uuid, r.grain, r.currency,
         ${FIGURES.map((figure) => `coalesce(r.${figure}, 0)`).join(', ')},
         ARRAY[${FIGURES.map((figure) => `CASE WHEN r.${figure} IS NULL THEN ${NEVER_TOLD} ELSE $3::bigint END`).join(', ')}]
    FROM json_to_recordset($2::json) AS r(${FACT_COLUMNS})
  ON CONFLICT (organization_id, campaign_id, platform, date, hour, breakdown) DO UPDATE
     SET currency = excluded.currency,
         ${FIGURES.map((figure, index) => `${figure} = CASE WHEN excluded.told[${index + 1}] = ${NEVER_TOLD} THEN t.${figure} ELSE excluded.${figure} END`).join(', ')},
         told = ARRAY[${FIGURES.map((_, index) => `greatest(t.told[${index + 1}], excluded.told[${index + 1}])`).join(', ')}]`;

/** Keeps what was told of members of groups, each under its own campaign. The facts have distinct keys. */
export async function tellMembers(
  tx: Tx,
  organizationId: string,
  facts: readonly Fact[],
  version: number,
): Promise<void> {
  for (let start = 0; start < facts.length; start += BATCH) {
    const batch = JSON.stringify(facts.slice(start, start + BATCH).map(asRecord));
    await tx.execute(TELL, [organizationId, batch, version]);
  }
}

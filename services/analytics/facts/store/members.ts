import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import type { Fact } from '../domain/fact.ts';
import type { Canonical } from '../domain/groups.ts';
import { asRecord, FACT_COLUMNS } from './fact-record.ts';
import { FIGURES, NEVER_TOLD } from './figures.ts';
import type { Telling } from './upsert.ts';

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

const GROUPS = statement(
  `SELECT campaign_id AS "campaignId", canonical_id AS "canonicalId" FROM campaign_members
   WHERE organization_id = $1 AND canonical_id = ANY($2::uuid[])`,
  { campaignId: uuid, canonicalId: uuid },
);

/** All members of the groups whose figures count as these campaigns. */
export async function readGroups(
  tx: Tx,
  organizationId: string,
  canonicalIds: readonly string[],
): Promise<Canonical> {
  const rows = await tx.query(GROUPS, [organizationId, canonicalIds]);
  return new Map(rows.map(({ campaignId, canonicalId }) => [campaignId, canonicalId]));
}

const excludedTold = (index: number) => `excluded.told[${index + 1}]`;
const STAYS_GONE = FIGURES.map(
  (_, index) => `(${excludedTold(index)} <> ${NEVER_TOLD} OR t.told[${index + 1}] = ${NEVER_TOLD})`,
).join(' AND ');

/**
 * A figure that was not sent is NULL: it keeps its value and its version. What an import replaces is kept ($4), so that it comes
 * back when the import is taken back.
 */
const TELL = `
  WITH sent AS MATERIALIZED (
    SELECT r.*, md5(r.ad_group || chr(31) || r.ad || chr(31) || r.keyword)::uuid AS breakdown
      FROM json_to_recordset($2::json) AS r(${FACT_COLUMNS})
  ), kept AS (
    INSERT INTO told_revisions (organization_id, campaign_id, platform, date, hour, breakdown, replaced_by_version, currency,
           ${FIGURES.join(', ')}, gone, told)
    SELECT $1, s.campaign_id, s.platform, s.date, s.hour, s.breakdown, $3, f.currency,
           ${FIGURES.map((figure) => `f.${figure}`).join(', ')}, f.gone, f.told
      FROM sent s CROSS JOIN LATERAL (
        SELECT o.* FROM told_facts o
         WHERE o.organization_id = $1 AND o.campaign_id = s.campaign_id AND o.platform = s.platform AND o.date = s.date
           AND o.hour = s.hour AND o.breakdown = s.breakdown LIMIT 1) f
     WHERE $4::boolean
    ON CONFLICT DO NOTHING
  )
  INSERT INTO told_facts AS t (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, breakdown, grain,
         currency, ${FIGURES.join(', ')}, told, gone)
  SELECT $1, r.campaign_id, r.platform, r.date, r.hour, r.ad_group, r.ad, r.keyword, r.breakdown, r.grain, r.currency,
         ${FIGURES.map((figure) => `coalesce(r.${figure}, 0)`).join(', ')},
         ARRAY[${FIGURES.map((figure) => `CASE WHEN r.${figure} IS NULL THEN ${NEVER_TOLD} ELSE $3::bigint END`).join(', ')}],
         coalesce(r.gone, false)
    FROM sent r
  ON CONFLICT (organization_id, campaign_id, platform, date, hour, breakdown) DO UPDATE
     SET currency = excluded.currency, gone = excluded.gone AND (t.gone OR (${STAYS_GONE})),
         ${FIGURES.map((figure, index) => `${figure} = CASE WHEN ${excludedTold(index)} = ${NEVER_TOLD} THEN t.${figure} ELSE excluded.${figure} END`).join(', ')},
         told = ARRAY[${FIGURES.map((_, index) => `greatest(t.told[${index + 1}], ${excludedTold(index)})`).join(', ')}]`;

/** Keeps what was told of members of groups, each under its own campaign. The facts have distinct keys. */
export async function tellMembers(
  tx: Tx,
  { organizationId, version }: Pick<Telling, 'organizationId' | 'version'>,
  facts: readonly Fact[],
  isUndoable: boolean,
): Promise<void> {
  for (let start = 0; start < facts.length; start += BATCH) {
    const batch = JSON.stringify(facts.slice(start, start + BATCH).map(asRecord));
    await tx.execute(TELL, [organizationId, batch, version, isUndoable]);
  }
}

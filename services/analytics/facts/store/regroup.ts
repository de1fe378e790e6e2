import type { Tx } from '../../../../storage/database.ts';
import { day, statement, text, uuid } from '../../../../storage/statement.ts';
import type { Canonical } from '../domain/groups.ts';
import { FIGURES, NEVER_TOLD } from './figures.ts';
import { raiseVersion } from './fact-version.ts';
import { requireFree } from './holds.ts';
import { rollUp } from './recount.ts';

/** The version of a figure; of one from before there were versions, the time of its fact, and never for a zero. */
const versionOf = (figure: string, index: number) =>
  `CASE WHEN coalesce(f.told[${index}], f.version) <> 0 THEN coalesce(f.told[${index}], f.version)
        WHEN f.${figure} = 0 THEN ${NEVER_TOLD}
        ELSE ${NEVER_TOLD} + (extract(epoch FROM f.updated_at) * 1000)::bigint END`;
const COLUMNS = 'ad_group, ad, keyword, grain, currency';
const KEY = 'campaign_id, platform, date, hour, breakdown';

/** Campaigns that join a group: what was told of them is kept apart from what counts. */
const KEEP_TOLD = `
  INSERT INTO told_facts (organization_id, ${KEY}, ${COLUMNS}, ${FIGURES.join(', ')}, told, gone)
  SELECT organization_id, ${KEY}, ${COLUMNS}, ${FIGURES.join(', ')},
         ARRAY[${FIGURES.map((figure, index) => versionOf(figure, index + 1)).join(', ')}], gone
    FROM metric_facts f WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])`;

const FORGET_MEMBERS = `DELETE FROM campaign_members WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])`;
const SAVE_MEMBERS = `
  INSERT INTO campaign_members (organization_id, campaign_id, canonical_id)
  SELECT $1, m.campaign_id, m.canonical_id
    FROM json_to_recordset($2::json) AS m(campaign_id uuid, canonical_id uuid)`;
const FORGET_TOLD = `DELETE FROM told_facts WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])`;

const versions = FIGURES.map((_, index) => `max(t.told[${index + 1}])`);
const SAME_VERSIONS = FIGURES.map((_, index) => `told[${index + 1}] = told[1]`).join(' AND ');
const list = (prefix: string) => FIGURES.map((figure) => `${prefix}${figure}`).join(', ');

/**
 * Makes the facts of campaigns what their members told: of each key and figure the newest, and of two that
 * were told at once one that is not gone, and the one of the campaign that the group counts as. What that replaces is kept as a
 * revision. Answers the days that changed.
 */
const RESTATE = statement(
  `
  WITH members AS (
    SELECT * FROM json_to_recordset($2::json) AS m(campaign_id uuid, canonical_id uuid)
  ), newest AS (
    SELECT m.canonical_id AS campaign_id, t.platform, t.date, t.hour, t.breakdown, min(t.ad_group) AS ad_group,
           min(t.ad) AS ad, min(t.keyword) AS keyword, min(t.grain) AS grain,
           (array_agg(t.currency ORDER BY (SELECT max(v) FROM unnest(t.told) v) DESC, t.gone, t.campaign_id <> m.canonical_id, t.campaign_id))[1] AS currency,
           ${FIGURES.map((figure, index) => `(array_agg(t.${figure} ORDER BY t.told[${index + 1}] DESC, t.gone, t.campaign_id <> m.canonical_id, t.campaign_id))[1] AS ${figure}`).join(', ')},
           (array_agg(t.gone ORDER BY (SELECT max(v) FROM unnest(t.told) v) DESC, t.gone, t.campaign_id <> m.canonical_id, t.campaign_id))[1] AS told_gone,
           ARRAY[${versions.join(', ')}] AS told, greatest(${versions.join(', ')}) AS version
      FROM members m JOIN told_facts t ON t.organization_id = $1 AND t.campaign_id = m.campaign_id
     GROUP BY 1, 2, 3, 4, 5
  ), compared AS (
    SELECT coalesce(n.campaign_id, f.campaign_id) AS campaign_id, coalesce(n.platform, f.platform) AS platform,
           coalesce(n.date, f.date) AS date, coalesce(n.hour, f.hour) AS hour,
           coalesce(n.breakdown, f.breakdown) AS breakdown, n.ad_group, n.ad, n.keyword, n.grain, n.currency, ${list('n.')},
           n.told_gone AND (${list('n.')}) = (${FIGURES.map(() => '0').join(', ')}) AS gone,
           n.version, CASE WHEN NOT (${SAME_VERSIONS.replaceAll('told[', 'n.told[')}) THEN n.told END AS told,
           f.currency AS was_currency, f.gone AS was_gone, f.version AS was_version, f.told AS was_told,
           ${FIGURES.map((figure) => `f.${figure} AS was_${figure}`).join(', ')}
      FROM newest n
      FULL JOIN (SELECT * FROM metric_facts WHERE organization_id = $1
                    AND campaign_id IN (SELECT campaign_id FROM members UNION SELECT canonical_id FROM members)) f
           ON f.campaign_id = n.campaign_id AND f.platform = n.platform AND f.date = n.date AND f.hour = n.hour
          AND f.breakdown = n.breakdown
  ), kept AS (
    INSERT INTO fact_revisions (organization_id, ${KEY}, replaced_by_version, currency, ${list('')}, gone, grouped,
           version, told)
    SELECT $1, ${KEY}, $3, was_currency, ${list('was_')}, was_gone, true, was_version, was_told FROM compared
     WHERE was_currency IS NOT NULL AND (currency, gone, ${list('')}) IS DISTINCT FROM (was_currency, was_gone, ${list('was_')})
    ON CONFLICT DO NOTHING
  ), removed AS (
    DELETE FROM metric_facts f USING compared c
     WHERE f.organization_id = $1 AND f.campaign_id = c.campaign_id AND f.platform = c.platform AND f.date = c.date
       AND f.hour = c.hour AND f.breakdown = c.breakdown AND c.currency IS NULL
  ), saved AS (
    INSERT INTO metric_facts AS f (organization_id, campaign_id, platform, date, hour, ${COLUMNS}, ${list('')}, version, told, gone)
    SELECT $1, campaign_id, platform, date, hour, ${COLUMNS}, ${list('')}, version, told, gone FROM compared
     WHERE currency IS NOT NULL
    ON CONFLICT (organization_id, campaign_id, platform, date, hour, breakdown) DO UPDATE
       SET currency = excluded.currency, ${FIGURES.map((figure) => `${figure} = excluded.${figure}`).join(', ')},
           version = excluded.version, told = excluded.told, gone = excluded.gone, updated_at = now()
  )
  SELECT DISTINCT campaign_id AS "campaignId", platform, date FROM compared
   WHERE (currency, gone, ${list('')}) IS DISTINCT FROM (was_currency, was_gone, ${list('was_')})`,
  { campaignId: uuid, platform: text, date: day },
);

const memberRecords = (canonical: Canonical) =>
  JSON.stringify([...canonical].map(([campaign_id, canonical_id]) => ({ campaign_id, canonical_id })));

/** Makes the facts of these campaigns what their members told; sums follow. Answers the days that changed. */
export const restate = (tx: Tx, organizationId: string, canonical: Canonical, version: number) =>
  tx.query(RESTATE, [organizationId, memberRecords(canonical), version]);

/** The groups of some campaigns before and after a change of links; a campaign that is in none is left out. */
export type Regrouping = { campaigns: readonly string[]; before: Canonical; after: Canonical };

/**
 * Moves figures between campaigns as their groups change: facts, roll-ups and the fact version, in the caller's transaction, which
 * holds the lock on the fact version. `version` is the present one. @throws what `whenFree` waits for
 */
export async function regroup(
  tx: Tx,
  organizationId: string,
  { campaigns, before, after }: Regrouping,
  version: number,
): Promise<void> {
  await requireFree(tx, organizationId, campaigns);
  const joining = campaigns.filter((id) => !before.has(id) && after.has(id));
  const leaving = campaigns.filter((id) => before.has(id) && !after.has(id));
  await tx.execute(KEEP_TOLD, [organizationId, joining]);
  await tx.execute(FORGET_MEMBERS, [organizationId, campaigns]);
  const counted = new Map(campaigns.map((id) => [id, after.get(id) ?? id]));
  const grouped = new Map([...counted].filter(([id]) => after.has(id)));
  await tx.execute(SAVE_MEMBERS, [organizationId, memberRecords(grouped)]);
  const days = await restate(tx, organizationId, counted, version + 1);
  await tx.execute(FORGET_TOLD, [organizationId, leaving]);
  await rollUp(tx, organizationId, days, version + 1);
  await raiseVersion(tx, organizationId, version + 1);
}

import type { Tx } from '../../../../storage/database.ts';
import { day, statement, text, uuid } from '../../../../storage/statement.ts';
import type { Canonical } from '../domain/groups.ts';
import { eachFigure } from './figures.ts';
import type { ChangedDay } from './rollups.ts';
import type { Span, Tellings } from './take-back.ts';

/** A campaign, platform and day of which everything was told at a grain. */
export type WholeDay = ChangedDay & { readonly grain: number };

const BATCH = 5_000;
const IN_FIGURES = eachFigure((figure) => figure);
const COLUMNS = 'campaign_id uuid, canonical_id uuid, platform text, date date, grain smallint';

const TELL = `
  WITH told AS MATERIALIZED (SELECT * FROM json_to_recordset($2::json) AS t(${COLUMNS})), kept AS (
    INSERT INTO whole_tellings (organization_id, campaign_id, platform, date, grain, version)
    SELECT $1, campaign_id, platform, date, grain, $3 FROM told ON CONFLICT DO NOTHING
  ), days AS MATERIALIZED (SELECT DISTINCT canonical_id, platform, date, grain FROM told)
  INSERT INTO grain_days (organization_id, campaign_id, platform, date, grain, currency, facts, ${IN_FIGURES}, measures, whole)
  SELECT $1, t.canonical_id, t.platform, t.date, t.grain, g.currency, g.facts, ${eachFigure((figure) => `g.${figure}`)}, g.measures, $3
    FROM days t CROSS JOIN LATERAL (
      SELECT * FROM grain_days d
       WHERE d.organization_id = $1 AND d.campaign_id = t.canonical_id AND d.platform = t.platform AND d.date = t.date
         AND d.grain = t.grain OFFSET 0) g
  ON CONFLICT (organization_id, campaign_id, platform, date, grain, currency) DO UPDATE SET whole = excluded.whole`;

const FORGET = statement(
  `DELETE FROM whole_tellings w
    WHERE w.organization_id = $1 AND w.version BETWEEN $2 AND $3 AND w.campaign_id = $4 AND w.platform = $5
      AND w.date BETWEEN $6 AND $7
   RETURNING w.campaign_id AS "campaignId", w.platform, w.date`,
  { campaignId: uuid, platform: text, date: day },
);

/** Forgets what these tellings told whole. Answers the days of it. */
export async function forgetWhole(
  tx: Tx,
  organizationId: string,
  { firstVersion, lastVersion }: Tellings,
  spans: readonly Span[],
): Promise<ChangedDay[]> {
  const days: ChangedDay[] = [];
  for (const { campaignId, platform, from, to } of spans) {
    const values = [organizationId, firstVersion, lastVersion, campaignId, platform, from, to];
    for (const day of await tx.query(FORGET, values)) days.push(day);
  }
  return days;
}

/** Who tells, and by campaign the one whose figures it counts as. */
type By = { organizationId: string; version: number; canonical: Canonical };

/**
 * Keeps that these days were told whole, and says so in `grain_days`, which have the facts already. Answers the days whose sums
 * may be others now.
 */
export async function tellWhole(
  tx: Tx,
  { organizationId, version, canonical }: By,
  whole: readonly WholeDay[],
): Promise<ChangedDay[]> {
  const days = whole.map((day) => ({ ...day, canonicalId: canonical.get(day.campaignId) ?? day.campaignId }));
  for (let start = 0; start < days.length; start += BATCH) {
    const records = days
      .slice(start, start + BATCH)
      .map(({ campaignId, canonicalId, platform, date, grain }) => ({
        ...{ campaign_id: campaignId, canonical_id: canonicalId },
        ...{ platform, date, grain },
      }));
    await tx.execute(TELL, [organizationId, JSON.stringify(records), version]);
  }
  return days.map(({ canonicalId, platform, date }) => ({ campaignId: canonicalId, platform, date }));
}

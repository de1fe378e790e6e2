/** The columns of figures that every source has. */
const FIGURES = 'impressions, clicks, cost_micros, conversions_micros, value_micros';
const NO_NAMES = 'NULL::text AS ad_group, NULL::text AS ad, NULL::text AS keyword';

/** The day of this range with which an earlier day is compared; 29 February counts with the 28th. */
const SHIFTED = `CASE WHEN $13::boolean THEN (date + interval '1 year')::date ELSE date + ($2::date - $11::date) END`;

/** The same rows of both ranges. Each side is a query of its own, because the ranges may overlap. */
const ofBothRanges = (select: (isNow: string, date: string, range: string) => string) => `
    ${select('true', 'date', 'date BETWEEN $2::date AND $3::date')}
    UNION ALL
    ${select('false', SHIFTED, '$11::date IS NOT NULL AND date BETWEEN $11 AND $12::date')}`;

const rollups = (isNow: string, date: string, range: string) => `
    SELECT ${isNow} AS is_now, false AS rest, campaign_id, platform, ${date} AS date, ${NO_NAMES}, currency, ${FIGURES}
      FROM daily_rollups WHERE organization_id = $1 AND ${range}`;

/** Tables by day, week or month: the roll-ups. $10 and $17 stand there so that all texts take the same parameters. */
export const FROM_ROLLUPS = `figures AS (
    SELECT * FROM (${ofBothRanges(rollups)}) both_ranges WHERE $10::int = 0 AND $17::json IS NULL)`;

/**
 * Tables without days: the few pieces of which a range consists (domain/pieces.ts). The lookup is LATERAL with an OFFSET,
 * so that each piece is one descent of the key whatever statistics say.
 */
export const FROM_SPANS = `pieces AS MATERIALIZED (
    SELECT * FROM json_to_recordset($17::json) AS p(span smallint, first_day date, last_day date, is_now boolean)
  ), figures AS (
    SELECT p.is_now, false AS rest, s.campaign_id, s.platform, p.first_day AS date, ${NO_NAMES}, s.currency, ${FIGURES}
      FROM pieces p CROSS JOIN LATERAL (
        SELECT campaign_id, platform, currency, ${FIGURES} FROM campaign_spans
         WHERE organization_id = $1 AND span = p.span AND first_day = p.first_day OFFSET 0) s
     WHERE p.span > 1 AND $10::int = 0 AND $2::date <= $3::date AND $11::date IS NOT DISTINCT FROM $11
       AND $12::date IS NOT DISTINCT FROM $12 AND $13::boolean IS NOT DISTINCT FROM $13
    UNION ALL
    SELECT p.is_now, false, s.campaign_id, s.platform, p.first_day, ${NO_NAMES}, s.currency, ${FIGURES}
      FROM pieces p CROSS JOIN LATERAL (
        SELECT campaign_id, platform, currency, ${FIGURES} FROM daily_rollups
         WHERE organization_id = $1 AND date BETWEEN p.first_day AND p.last_day OFFSET 0) s
     WHERE p.span = 1)`;

/**
 * Of each campaign, platform and day: the facts of the coarsest grain that has the wanted breakdown. Finer grains hold the
 * same money again and are left out.
 */
const told = (isNow: string, date: string, range: string) => `
    SELECT ${isNow} AS is_now, false AS rest, campaign_id, platform, ${date} AS date, ad_group, ad, keyword, currency,
           ${FIGURES}
      FROM metric_facts f JOIN (
        SELECT campaign_id, platform, date, min(grain) AS grain FROM metric_facts
         WHERE organization_id = $1 AND ${range} AND grain > 0 AND grain & $10::int = $10::int
         GROUP BY campaign_id, platform, date) coarsest USING (campaign_id, platform, date, grain)
     WHERE f.organization_id = $1 AND f.grain > 0 AND ${range}`;

const rest = (isNow: string, date: string, range: string) =>
  rollups(isNow, date, range).replace('false AS rest', 'true');

/**
 * Tables by ad group, ad or keyword: facts, and the campaigns' roll-ups, of which `tableCtes` leaves what goes beyond those
 * facts, so that each table adds up to the campaigns' totals.
 */
export const FROM_FACTS = `figures AS (${ofBothRanges(told)}
    UNION ALL ${ofBothRanges(rest)} AND $17::json IS NULL)`;

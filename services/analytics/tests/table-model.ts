import { asAdministrator } from '../../../tests/support/databases.ts';

type Range = { from: string; to: string };
/** A row of a table in the names of the wire: its groups and clicks, impressions and cost as they were told. */
type Row = Record<string, string | number | boolean | null>;

const SUMS = `sum(clicks)::int AS clicks, sum(impressions)::int AS impressions, sum(cost_micros)::float8 AS "costMicros"`;
/** Of each campaign, platform and day the facts of the coarsest grain among some, on the days of a range. */
const counted = (among: string) => `
  (SELECT * FROM (SELECT *, min(grain) OVER (PARTITION BY campaign_id, platform, date) AS lowest FROM metric_facts
                   WHERE organization_id = $1 AND date BETWEEN $2 AND $3 AND NOT gone AND ${among}) f WHERE grain = lowest) f`;
const COLUMNS = {
  campaign: 'campaign_id',
  platform: 'platform',
  date: 'date::text',
  adGroup: 'ad_group',
} as const;
export type ModelGroup = keyof typeof COLUMNS;

/**
 * The rows of a table that are told, made from the facts themselves, in the order of `asLines`: by ad group those that are broken down.
 */
export async function toldRows(
  url: string,
  organizationId: string,
  { from, to }: Range,
  groupBy: readonly ModelGroup[],
): Promise<string[]> {
  const among = groupBy.includes('adGroup') ? 'grain & 1 = 1' : 'true';
  const columns = groupBy.map((group) => `${COLUMNS[group]} AS "${group}"`);
  const places = groupBy.map((_, at) => at + 1);
  const rows = await asAdministrator<Row>(
    url,
    `SELECT ${[...columns, 'currency', SUMS].join(', ')} FROM ${counted(among)} GROUP BY ${[...places, 'currency'].join(', ')}`,
    [organizationId, from, to],
  );
  return asLines(rows, groupBy);
}

/** Rows as sorted lines of their groups, currency and figures. */
export function asLines(rows: readonly Row[], groupBy: readonly ModelGroup[]): string[] {
  const names = [...groupBy, 'currency', 'clicks', 'impressions', 'costMicros'];
  return rows.map((row) => names.map((name) => String(row[name])).join(' ')).sort();
}

import { asAdministrator } from '../../../tests/support/databases.ts';
import { summariesOf } from './summaries-of-facts.ts';

/** Days and groups that have no facts any more may be kept as nothing. */
const NOT_EMPTY: Readonly<Record<string, string>> = {
  grain_days: 'facts <> 0',
  organization_days: 'rollups <> 0',
  group_spans: 'facts <> 0',
  organization_groups: 'facts <> 0',
};
/** What decides which grain counts is no sum of facts. */
const COLUMNS: Readonly<Record<string, string>> = {
  grain_days:
    'organization_id, campaign_id, platform, date, grain, currency, facts, impressions, clicks, cost_micros, conversions_micros, value_micros',
};
/** Rows of some tables, each after the table's name, as one sorted list. */
const listOf = (tables: readonly (readonly [table: string, sql: string])[]) =>
  `${tables.map(([table, sql]) => `SELECT '${table} ' || row_to_json(r)::text AS row FROM (${sql}) r`).join(' UNION ALL ')} ORDER BY 1`;

/** What is kept, and what it must be: a line for each row of a table. */
export async function keptAndExpected(
  url: string,
  organizationId: string,
): Promise<{ kept: string[]; expected: string[] }> {
  const tables = Object.entries(summariesOf('(SELECT * FROM metric_facts WHERE organization_id = $1)'));
  const ofTable = (table: string) =>
    `SELECT ${COLUMNS[table] ?? '*'} FROM ${table} WHERE organization_id = $1 AND ${NOT_EMPTY[table] ?? 'true'}`;
  const rows = async (sql: string) =>
    (await asAdministrator<{ row: string }>(url, sql, [organizationId])).map(({ row }) => row);
  return {
    kept: await rows(listOf(tables.map(([table]) => [table, ofTable(table)]))),
    expected: await rows(listOf(tables)),
  };
}

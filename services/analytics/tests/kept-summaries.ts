import { asAdministrator } from '../../../tests/support/databases.ts';
import { summariesOf } from './summaries-of-facts.ts';

/** Days and groups that have no facts any more may be kept as nothing. */
const NOT_EMPTY: Readonly<Record<string, string>> = {
  grain_days: 'facts <> 0',
  organization_days: 'rollups <> 0',
  group_spans: 'facts <> 0',
  organization_groups: 'facts <> 0',
};
const asJson = (from: string) => `SELECT row_to_json(r)::text AS row FROM (${from}) r ORDER BY 1`;

/** What is kept, and what it must be, by table. */
export async function keptAndExpected(
  url: string,
  organizationId: string,
): Promise<{ kept: object; expected: object }> {
  const rows = async (sql: string) =>
    (await asAdministrator<{ row: string }>(url, asJson(sql), [organizationId])).map(({ row }) => row);
  const [kept, expected]: [Record<string, string[]>, Record<string, string[]>] = [{}, {}];
  const facts = '(SELECT * FROM metric_facts WHERE organization_id = $1)';
  for (const [table, sql] of Object.entries(summariesOf(facts))) {
    expected[table] = await rows(sql);
    kept[table] = await rows(
      `SELECT * FROM ${table} WHERE organization_id = $1 AND ${NOT_EMPTY[table] ?? 'true'}`,
    );
  }
  return { kept, expected };
}

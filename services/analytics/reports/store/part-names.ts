import type { Database } from '../../../../storage/database.ts';
import { integer, nullable, statement, text } from '../../../../storage/statement.ts';
import type { TableRow } from '../domain/performance.ts';

/**
 * What the labels of rows are called now, and the platform's ids. A row over several campaigns or ad groups has a name and an
 * id only where all of them have the same.
 */
const NAMES = statement(
  `
  WITH asked AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json)
           AS r(at int, level text, campaign_id uuid, platform text, parent text, label text)
  )
  SELECT a.at, p.name, p.external_id AS "externalId" FROM asked a
   CROSS JOIN LATERAL (
     SELECT CASE WHEN count(DISTINCT name) = 1 THEN min(name) END AS name,
            CASE WHEN count(DISTINCT external_id) = 1 AND count(*) = count(external_id) THEN min(external_id) END AS external_id
       FROM campaign_parts c
      WHERE c.organization_id = $1 AND c.label = a.label AND c.level = a.level
        AND (a.platform IS NULL OR c.platform = a.platform) AND (a.parent IS NULL OR c.parent = a.parent)
        AND (a.campaign_id IS NULL OR c.campaign_id = a.campaign_id
             OR EXISTS (SELECT 1 FROM campaign_members m WHERE m.organization_id = $1
                          AND m.campaign_id = c.campaign_id AND m.canonical_id = a.campaign_id))) p
   WHERE p.name IS NOT NULL OR p.external_id IS NOT NULL`,
  { at: integer, name: nullable(text), externalId: nullable(text) },
);

const LEVELS = [
  ['adGroup', 'ad-group'],
  ['ad', 'ad'],
  ['keyword', 'keyword'],
] as const;

export type PartNameStore = ReturnType<typeof partNameStore>;

/** Names of ad groups, ads and keywords as they are shown. */
export function partNameStore(database: Database) {
  return {
    /** The rows of a table with the newest names of their ad groups, ads and keywords in place of labels, and with their ids. */
    async named(organizationId: string, rows: readonly TableRow[]): Promise<TableRow[]> {
      const asked = rows.flatMap((row, index) =>
        LEVELS.flatMap(([group, level], which) => {
          const label = row[group];
          const parent = level === 'ad-group' ? '' : row.adGroup;
          return label === null
            ? []
            : [
                {
                  at: index * LEVELS.length + which,
                  level,
                  campaign_id: row.campaign,
                  platform: row.platform,
                  parent,
                  label,
                },
              ];
        }),
      );
      if (asked.length === 0) return [...rows];
      const found = await database.query(NAMES, [organizationId, JSON.stringify(asked)]);
      const named = rows.map((row) => ({ ...row }));
      for (const { at, name, externalId } of found) {
        const row = named[Math.floor(at / LEVELS.length)];
        const group = LEVELS[at % LEVELS.length]?.[0];
        if (row && group) Object.assign(row, { [group]: name ?? row[group], [`${group}Id`]: externalId });
      }
      return named;
    },
  };
}

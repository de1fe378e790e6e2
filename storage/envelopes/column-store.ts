import type { Tx } from '../database.ts';
import { boolean, nullable, statement, text, uuid } from '../statement.ts';
import type { SealedColumn } from './place.ts';

/** How a text under the key of an organisation begins; what begins otherwise is of an earlier release. */
export const prefixOf = (keyId: string) => `v2.${keyId}.`;

export type SealedText = { id: string; sealed: string };

/** The statements over one sealed column, all of them in the scope of one organisation. */
export function columnStore({ table, column }: SealedColumn) {
  const outdated = `${column} IS NOT NULL AND NOT starts_with(${column}, $2)`;
  const OUTDATED = statement(
    `SELECT id, ${column} AS sealed FROM ${table}
     WHERE organization_id = $1 AND ${outdated} AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT 50 FOR UPDATE`,
    { id: uuid, sealed: nullable(text) },
  );
  const REPLACE = `UPDATE ${table} SET ${column} = $3 WHERE organization_id = $1 AND id = $2 AND ${column} = $4`;
  const USES = statement(
    `SELECT EXISTS (SELECT 1 FROM ${table} WHERE organization_id = $1 AND starts_with(${column}, $2)) AS used`,
    { used: boolean },
  );
  return {
    /** A batch of texts that are not under this key, by id, locked. */
    async outdated({ query }: Tx, organizationId: string, keyId: string, afterId: string | null) {
      const rows = await query(OUTDATED, [organizationId, prefixOf(keyId), afterId]);
      return rows.flatMap(({ id, sealed }): SealedText[] => (sealed === null ? [] : [{ id, sealed }]));
    },
    /** Replaces a text, unless it was changed meanwhile. */
    replace: ({ execute }: Tx, organizationId: string, { id, sealed }: SealedText, by: string) =>
      execute(REPLACE, [organizationId, id, by, sealed]),
    /** Whether any text begins so. */
    async uses({ query }: Tx, organizationId: string, prefix: string): Promise<boolean> {
      return (await query(USES, [organizationId, prefix]))[0]?.used !== false;
    },
  };
}
export type ColumnStore = ReturnType<typeof columnStore>;

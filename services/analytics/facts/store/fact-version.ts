import type { Tx } from '../../../../storage/database.ts';
import { integer, statement, text } from '../../../../storage/statement.ts';

/**
 * Locks the fact version. It also switches off cached query plans for this transaction: a plan that PostgreSQL made
 * while the tables were empty would be very slow once they are full.
 */
const LOCK = statement(
  `SELECT version, undoable::text AS undoable, undone::text AS undone,
          set_config('plan_cache_mode', 'force_custom_plan', true) AS plans
   FROM fact_versions WHERE organization_id = $1 FOR UPDATE`,
  { version: integer, undoable: text, undone: text, plans: text },
);

/** `undoable`: the versions of imports that may be taken back; `undone`: of those that were. Multiranges. */
export type Versions = { version: number; undoable: string; undone: string };

/** Locks the organisation's fact version until the transaction ends and returns what is known of it. */
export async function lockVersions(tx: Tx, organizationId: string): Promise<Versions> {
  const [row] = await tx.query(LOCK, [organizationId]);
  if (row) return row;
  await tx.execute('INSERT INTO fact_versions (organization_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    organizationId,
  ]);
  const [inserted] = await tx.query(LOCK, [organizationId]);
  return inserted ?? { version: 0, undoable: '{}', undone: '{}' };
}

/** Locks the organisation's fact version until the transaction ends and returns it. */
export async function lockVersion(tx: Tx, organizationId: string): Promise<number> {
  return (await lockVersions(tx, organizationId)).version;
}

/** Reports that were answered before a change of names or groups are not answered again from memory. */
export async function raiseVersion(tx: Tx, organizationId: string, version: number): Promise<void> {
  await tx.execute('UPDATE fact_versions SET version = $2 WHERE organization_id = $1', [
    organizationId,
    version,
  ]);
}

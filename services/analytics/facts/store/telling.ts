import type { Tx } from '../../../../storage/database.ts';

/**
 * Which tellings may be taken back, and which were, as `fact_versions` has them: from the imports, of which those that are past
 * their time are left out. What they told and somebody tells again must be known to have been told twice: when the first is
 * taken back, the second still says it.
 */
const NOTE = `
  UPDATE fact_versions SET (undoable, undone) = (
    SELECT coalesce(range_agg(int8range(first_version, last_version, '[]')) FILTER (WHERE undone_at IS NULL AND undo_until > $2), '{}'),
           coalesce(range_agg(int8range(first_version, last_version, '[]')) FILTER (WHERE undone_at IS NOT NULL), '{}')
      FROM imports WHERE organization_id = $1 AND undo_until IS NOT NULL)
   WHERE organization_id = $1`;

/** Notes it after an import has ended or was taken back, in the same transaction. */
export async function noteTellings(tx: Tx, organizationId: string, at: Date): Promise<void> {
  await tx.execute(NOTE, [organizationId, at]);
}

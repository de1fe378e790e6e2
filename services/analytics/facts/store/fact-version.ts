import type { Tx } from '../../../../storage/database.ts';

/** Reports that were answered before a change of names or groups are not answered again from memory. */
export async function raiseVersion(tx: Tx, organizationId: string, version: number): Promise<void> {
  await tx.execute('UPDATE fact_versions SET version = $2 WHERE organization_id = $1', [
    organizationId,
    version,
  ]);
}

import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

const LOCK = statement('SELECT id FROM organizations WHERE id = $1 FOR UPDATE', { id: uuid });

/** Makes changes of an organisation's members and invitations wait for each other, until the transaction ends. */
export async function lockOrganization(tx: Tx, organizationId: string): Promise<void> {
  await tx.query(LOCK, [organizationId]);
}

import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

/** Not FOR UPDATE: sign-ins, which lock a membership and then look whether the organisation exists, must not wait for it. */
const LOCK = statement('SELECT id FROM organizations WHERE id = $1 FOR NO KEY UPDATE', { id: uuid });

/** Makes changes of an organisation's members and invitations wait for each other, until the transaction ends. */
export async function lockOrganization(tx: Tx, organizationId: string): Promise<void> {
  await tx.query(LOCK, [organizationId]);
}

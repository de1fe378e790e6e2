import { ROLES, type Role } from '../../../../contracts/permissions.ts';
import type { Tx } from '../../../../storage/database.ts';
import { inOrganization } from '../../../../storage/scope.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import { recordEvent } from '../../trail/store.ts';
import { invitationStands } from '../domain/role-rules.ts';
import { organizationsOf } from './memberships.ts';

const WITHDRAW = statement(
  `UPDATE invitations SET status = 'withdrawn'
   WHERE organization_id = $1 AND invited_by = $2 AND status = 'pending' AND role = ANY ($3) RETURNING id`,
  { id: uuid },
);
/**
 * Withdraws all that a person invited anywhere: whoever is put out of their account must not come back by an invitation that
 * they made with it. Each organisation's in its own scope, in the transaction of what puts them out.
 */
export async function withdrawAllOf(tx: Tx, userId: string): Promise<void> {
  for (const organizationId of await organizationsOf(tx, userId))
    await inOrganization(organizationId, () =>
      withdrawFallen(tx, { organizationId, actorId: userId, userId }, null),
    );
}

/**
 * Withdraws what a member invited and could not invite any more, with the change of their role.
 * @param after the inviter's role from now on; null when they are removed
 */
export async function withdrawFallen(
  tx: Tx,
  { organizationId, actorId, userId }: { organizationId: string; actorId: string; userId: string },
  after: Role | null,
): Promise<void> {
  const fallen = ROLES.filter((role) => !invitationStands(after, role));
  for (const { id } of await tx.query(WITHDRAW, [organizationId, userId, fallen]))
    await recordEvent(tx, {
      organizationId,
      userId: actorId,
      action: 'auth.invitation_withdrawn',
      subject: { kind: 'invitation', id },
      detail: { because: 'inviter' },
    });
}

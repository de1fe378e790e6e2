import type { Tx } from '../../../../storage/database.ts';
import { statement } from '../../../../storage/statement.ts';
import type { Membership } from '../domain/membership.ts';
import { membershipColumns, membershipOf, selectMembership } from './memberships.ts';

const OWNERS_AND = statement(
  `SELECT ${selectMembership('m.role')} FROM memberships m JOIN users u ON u.id = m.user_id
     JOIN organizations o ON o.id = m.organization_id
   WHERE m.organization_id = $1 AND (m.role = 'owner' OR m.user_id = ANY ($2::uuid[]))
   ORDER BY m.joined_at, m.user_id`,
  membershipColumns,
);

/** The owners of an organisation, and those of these people who are members of it; each of them once. */
export async function ownersAnd(
  tx: Tx,
  organizationId: string,
  userIds: readonly string[],
): Promise<Membership[]> {
  return (await tx.query(OWNERS_AND, [organizationId, userIds])).map(membershipOf);
}

import type { Tx } from '../../../../storage/database.ts';
import { statement } from '../../../../storage/statement.ts';
import type { Membership } from '../domain/membership.ts';
import { membershipColumns, membershipOf, selectMembership } from './memberships.ts';

const OF_ORGANIZATION = `
  SELECT ${selectMembership('m.role')} FROM memberships m JOIN users u ON u.id = m.user_id
    JOIN organizations o ON o.id = m.organization_id
  WHERE m.organization_id = $1`;
const BY_AGE = 'ORDER BY m.joined_at, m.user_id';
const AMONG = statement(`${OF_ORGANIZATION} AND m.user_id = ANY ($2::uuid[]) ${BY_AGE}`, membershipColumns);
const OWNERS_AND = statement(
  `${OF_ORGANIZATION} AND (m.role = 'owner' OR m.user_id = ANY ($2::uuid[])) ${BY_AGE}`,
  membershipColumns,
);
const ADMINISTRATORS_AND = statement(
  `${OF_ORGANIZATION} AND (m.role IN ('owner', 'admin') OR m.user_id = ANY ($2::uuid[])) ${BY_AGE}`,
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

/** Who runs an organisation (its owners and administrators), and those of these people who are members of it; each once. */
export async function administratorsAnd(
  tx: Tx,
  organizationId: string,
  userIds: readonly string[],
): Promise<Membership[]> {
  return (await tx.query(ADMINISTRATORS_AND, [organizationId, userIds])).map(membershipOf);
}

/** Those of these people who are members of the organisation. */
export async function membersAmong(
  tx: Tx,
  organizationId: string,
  userIds: readonly string[],
): Promise<Membership[]> {
  return (await tx.query(AMONG, [organizationId, userIds])).map(membershipOf);
}

import { APPROVAL_POLICIES } from '../../../../contracts/auth/identity.ts';
import { mayApprove, ROLES } from '../../../../contracts/permissions.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import {
  instant,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import type { Membership } from '../domain/membership.ts';

/** A membership's columns where users is u, organizations is o and `roleColumn` holds the role. */
export const selectMembership = (roleColumn: string) => `
  u.id AS user_id, COALESCE(u.claimed_email, u.email) AS email, u.name, u.created_at, u.address_proved_at,
  o.id AS organization_id, o.name AS organization_name, o.approval_policy, ${roleColumn} AS role`;

export const membershipColumns = {
  user_id: uuid,
  email: text,
  name: text,
  created_at: instant,
  address_proved_at: nullable(instant),
  organization_id: uuid,
  organization_name: text,
  approval_policy: oneOf(APPROVAL_POLICIES),
  role: oneOf(ROLES),
} as const;

const OF_USER = statement(
  `SELECT ${selectMembership('m.role')} FROM memberships m JOIN users u ON u.id = m.user_id
     JOIN organizations o ON o.id = m.organization_id
   WHERE m.user_id = $1 ORDER BY m.last_used_at DESC, m.organization_id`,
  membershipColumns,
);
const ORGANIZATIONS = statement(
  'SELECT organization_id AS id FROM memberships WHERE user_id = $1 ORDER BY organization_id',
  { id: uuid },
);
const INSERT = `
  INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at, approver_since)
  VALUES ($1, $2, $3, $4, $4, $5)
  ON CONFLICT DO NOTHING`;

/** The organisations of a person, the last used first; none for an id that nobody has. */
export async function findMemberships(database: Database, userId: string): Promise<Membership[]> {
  const rows = await asSystem(() => database.query(OF_USER, [userId]));
  return rows.map(membershipOf);
}

/** The ids of a person's organisations, in no order that says anything; none for an id that nobody has. */
export async function organizationsOf(tx: Pick<Tx, 'query'>, userId: string): Promise<string[]> {
  return (await tx.query(ORGANIZATIONS, [userId])).map(({ id }) => id);
}

/** Makes a person a member; false when they are one already. */
export async function insertMembership(
  tx: Tx,
  { user, organization }: Membership,
  now: Date,
): Promise<boolean> {
  const { id, role } = organization;
  return (await tx.execute(INSERT, [id, user.id, role, now, mayApprove(role) ? now : null])) === 1;
}

/** A row with `membershipColumns` in the contracts' words. */
export function membershipOf(row: RowOf<typeof membershipColumns>): Membership {
  return {
    user: { id: row.user_id, email: row.email, name: row.name, createdAt: row.created_at.toISOString() },
    organization: {
      id: row.organization_id,
      name: row.organization_name,
      approvalPolicy: row.approval_policy,
      role: row.role,
    },
    addressProvedAt: row.address_proved_at,
  };
}

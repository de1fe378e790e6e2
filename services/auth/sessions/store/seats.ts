import type { Role } from '../../../../contracts/permissions.ts';
import type { Organization, Seat } from '../../accounts/domain/people.ts';

/** Columns of a seat; joined as u (users), o (organizations), m (memberships). */
export const SEAT = `u.id AS user_id, u.email, u.name, u.created_at, o.id AS organization_id,
  o.name AS organization_name, o.approval_policy, m.role`;

export type SeatRow = {
  user_id: string;
  email: string;
  name: string;
  created_at: Date;
  organization_id: string;
  organization_name: string;
  approval_policy: Organization['approvalPolicy'];
  role: Role;
};

/** A person in an organisation, as contracts print them. */
export function seatOf(row: SeatRow): Seat {
  return {
    user: { id: row.user_id, email: row.email, name: row.name, createdAt: row.created_at.toISOString() },
    organization: {
      id: row.organization_id,
      name: row.organization_name,
      approvalPolicy: row.approval_policy,
      role: row.role,
    },
  };
}

import { mayApprove, ROLES } from '../../../../contracts/permissions.ts';
import type { Database } from '../../../../storage/database.ts';
import { instant, nullable, oneOf, statement, uuid } from '../../../../storage/statement.ts';

const STANDING = statement(
  `SELECT m.role, m.approver_since, u.address_proved_at FROM memberships m JOIN users u ON u.id = m.user_id
   WHERE m.organization_id = $1 AND m.user_id = $2`,
  { role: oneOf(ROLES), approver_since: nullable(instant), address_proved_at: nullable(instant) },
);
const ROLES_OF = statement(
  `SELECT user_id AS "userId", role, joined_at AS "joinedAt" FROM memberships
   WHERE organization_id = $1 AND user_id = ANY ($2::uuid[])`,
  { userId: uuid, role: oneOf(ROLES), joinedAt: instant },
);
/** Of a member whose role was given by a node of a release that did not write it down: it counts from now on. */
const COUNT_APPROVER = `
  UPDATE memberships SET approver_since = COALESCE(approver_since, $3) WHERE organization_id = $1 AND user_id = $2`;

/** What is known of a member who is about to approve. */
export function standingReader(database: Database) {
  return {
    /** Those of these people who are members: as what, and since when. */
    async rolesOf(organizationId: string, userIds: readonly string[]) {
      const rows = await database.query(ROLES_OF, [organizationId, userIds]);
      return rows.map((row) => ({ ...row, joinedAt: row.joinedAt.toISOString() }));
    },

    /**
     * Since when a person has held a role there that may approve (null: they hold none), and when their address was proved;
     * undefined when they are no member.
     */
    async standingOf(
      organizationId: string,
      userId: string,
      now: Date,
    ): Promise<{ approverSince: Date | null; addressProvedAt: Date | null } | undefined> {
      const [row] = await database.query(STANDING, [organizationId, userId]);
      if (!row) return undefined;
      const approves = mayApprove(row.role);
      if (approves && !row.approver_since)
        await database.execute(COUNT_APPROVER, [organizationId, userId, now]);
      return {
        approverSince: approves ? (row.approver_since ?? now) : null,
        addressProvedAt: row.address_proved_at,
      };
    },
  };
}

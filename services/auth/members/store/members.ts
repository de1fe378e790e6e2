import type { Member } from '../../../../contracts/auth/members.ts';
import type { Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Seated } from '../domain/role-rules.ts';
import { within } from '../../accounts/store/accounts.ts';
import { revoke } from '../../sessions/store/revocations.ts';
import { trail } from '../../trail/store/security-trail.ts';

type Row = { user_id: string; email: string; name: string; role: Role; joined_at: Date };
/** Who changes whom, in which organisation. */
export type Change = { organizationId: string; actorId: string; userId: string; now: Date };
/** Says no by throwing. */
type Rule = (actor: Seated, target: Seated, owners: number) => void;

const COLUMNS = 'm.user_id, u.email, u.name, m.role, m.joined_at';

/** Members of an organisation; every change is heard by every node. */
export function memberStore(database: Database) {
  return {
    page: async (
      organizationId: string,
      after: { joinedAt: string; userId: string } | undefined,
      limit: number,
    ) => {
      const rows = await database.query<Row>(
        `SELECT ${COLUMNS} FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.organization_id = $1
           AND ($2::timestamptz IS NULL OR (m.joined_at, m.user_id) > ($2::timestamptz, $3::uuid))
         ORDER BY m.joined_at, m.user_id LIMIT $4`,
        [organizationId, after?.joinedAt ?? null, after?.userId ?? null, limit],
      );
      return rows.map(memberOf);
    },

    /** Changes a role when `rule` allows it. @throws AppError RESOURCE_NOT_FOUND, and what the rule throws */
    changeRole: (change: Change, role: Role, rule: Rule): Promise<Member> =>
      within(database, change.organizationId, async (tx) => {
        const before = await decide(tx, change, rule);
        const [row] = await tx.query<Row>(
          `UPDATE memberships m SET role = $3 FROM users u
           WHERE m.organization_id = $1 AND m.user_id = $2 AND u.id = m.user_id RETURNING ${COLUMNS}`,
          [change.organizationId, change.userId, role],
        );
        if (!row) throw new AppError('RESOURCE_NOT_FOUND');
        if (before.role !== role) await announce(tx, change, role, { from: before.role, to: role });
        return memberOf(row);
      }),

    /** Removes a member and ends his sessions there when `rule` allows it. @throws as changeRole */
    remove: (change: Change, rule: Rule): Promise<void> =>
      within(database, change.organizationId, async (tx) => {
        const before = await decide(tx, change, rule);
        const key = [change.organizationId, change.userId];
        await tx.query('DELETE FROM memberships WHERE organization_id = $1 AND user_id = $2', key);
        await tx.query(
          `UPDATE sessions SET ended_at = $3, end_reason = 'removed'
           WHERE organization_id = $1 AND user_id = $2 AND ended_at IS NULL`,
          [...key, change.now],
        );
        await announce(tx, change, null, { from: before.role });
      }),
  };
}

/** Locks the organisation, so that two owners cannot take each other's role at once, and asks the rule. */
async function decide(tx: Tx, change: Change, rule: Rule): Promise<Seated> {
  await tx.query('SELECT id FROM organizations WHERE id = $1 FOR UPDATE', [change.organizationId]);
  const rows = await tx.query<{ user_id: string; role: Role }>(
    `SELECT user_id, role FROM memberships
     WHERE organization_id = $1 AND (user_id = $2 OR user_id = $3 OR role = 'owner')`,
    [change.organizationId, change.actorId, change.userId],
  );
  const seated = rows.map((row): Seated => ({ userId: row.user_id, role: row.role }));
  const actor = seated.find((one) => one.userId === change.actorId);
  const target = seated.find((one) => one.userId === change.userId);
  if (!actor) throw new AppError('PERMISSION_DENIED');
  if (!target) throw new AppError('RESOURCE_NOT_FOUND');
  rule(actor, target, seated.filter((one) => one.role === 'owner').length);
  return target;
}

async function announce(tx: Tx, change: Change, role: Role | null, detail: object): Promise<void> {
  const { organizationId, userId, actorId, now } = change;
  await revoke(tx, { kind: 'member', organizationId, userId, role }, now);
  await trail(tx, {
    organizationId,
    userId: actorId,
    action: role ? 'auth.role_changed' : 'auth.member_removed',
    subject: { kind: 'user', id: userId },
    detail,
  });
}

const memberOf = (row: Row): Member => ({
  userId: row.user_id,
  email: row.email,
  name: row.name,
  role: row.role,
  joinedAt: row.joined_at.toISOString(),
});

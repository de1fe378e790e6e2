import type { Member } from '../../../../contracts/auth/members.ts';
import { mayApprove, ROLES, type Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { instant, oneOf, statement, text, uuid, type RowOf } from '../../../../storage/statement.ts';
import { forgetWish } from '../../accounts/store/mailed-tokens.ts';
import { revokeKeysOfMember } from '../../machines/store.ts';
import type { MailStore } from '../../mails/store.ts';
import { appendRevocation } from '../../sessions/store/revocations.ts';
import { markMemberSessionsEnded } from '../../sessions/store/sessions.ts';
import { recordEvent } from '../../trail/store.ts';
import { membershipAmong, type Membership } from '../domain/membership.ts';
import type { MemberRole } from '../domain/role-rules.ts';
import { tellOfRole } from '../tell-of-role.ts';
import { withdrawFallen } from './fallen-invitations.ts';
import { findMemberships } from './memberships.ts';
import { lockOrganization } from './organization-lock.ts';
import { standingReader } from './standing.ts';

/** Who changes whom, in which organisation. */
export type MemberChange = { organizationId: string; actorId: string; userId: string; now: Date };
/** Where a page begins: after the member with these values. */
export type MemberPosition = readonly [joinedAt: string, userId: string];
export type MemberStore = ReturnType<typeof memberStore>;
/** Throws when the actor may not do this to the target. */
type Rule = (actor: MemberRole, target: MemberRole, owners: number) => void;

const memberColumns = { user_id: uuid, email: text, name: text, role: oneOf(ROLES), joined_at: instant };
const MEMBER = 'm.user_id, u.email, u.name, m.role, m.joined_at';
const PAGE = statement(
  `SELECT ${MEMBER} FROM memberships m JOIN users u ON u.id = m.user_id
   WHERE m.organization_id = $1
     AND ($2::timestamptz IS NULL OR (m.joined_at, m.user_id) > ($2::timestamptz, $3::uuid))
   ORDER BY m.joined_at, m.user_id LIMIT $4`,
  memberColumns,
);
const CHANGE_ROLE = statement(
  `UPDATE memberships m SET role = $3,
     approver_since = CASE WHEN $4::timestamptz IS NOT NULL THEN COALESCE(m.approver_since, $4) END
   FROM users u
   WHERE m.organization_id = $1 AND m.user_id = $2 AND u.id = m.user_id RETURNING ${MEMBER}`,
  memberColumns,
);
/** Actor ($2), target ($3) and every owner. */
const ROLES_INVOLVED = statement(
  `SELECT user_id, role FROM memberships
   WHERE organization_id = $1 AND (user_id = $2 OR user_id = $3 OR role = 'owner')`,
  { user_id: uuid, role: oneOf(ROLES) },
);
const REMOVE = 'DELETE FROM memberships WHERE organization_id = $1 AND user_id = $2';

/** Members of an organisation. Every node learns of each change, and whoever it concerns is told by mail. */
export function memberStore(database: Database, mails: MailStore) {
  return {
    /** The organisations of a person, the last used first; none for an id that nobody has. */
    membershipsOf: (userId: string) => findMemberships(database, userId),

    /** A person's place in one organisation; undefined when they are no member of it. */
    async findMembership(userId: string, organizationId: string): Promise<Membership | undefined> {
      return membershipAmong(await findMemberships(database, userId), organizationId);
    },

    ...standingReader(database),

    /** Members in the order in which they joined. */
    async list(organizationId: string, after: MemberPosition | null, limit: number): Promise<Member[]> {
      const [joinedAt, userId] = after ?? [null, null];
      return (await database.query(PAGE, [organizationId, joinedAt, userId, limit])).map(memberOf);
    },

    /** Changes a role when `rule` allows it. @throws AppError RESOURCE_NOT_FOUND, and what the rule throws */
    changeRole: (change: MemberChange, role: Role, rule: Rule): Promise<Member> =>
      database.transaction(async (tx) => {
        const before = await applyRule(tx, change, rule);
        const [row] = await tx.query(CHANGE_ROLE, [
          change.organizationId,
          change.userId,
          role,
          mayApprove(role) ? change.now : null,
        ]);
        if (!row) throw new AppError('RESOURCE_NOT_FOUND');
        if (before.role === role) return memberOf(row);
        await tellOfRole(tx, mails, { ...change, before: before.role, after: role });
        await withdrawFallen(tx, change, role);
        await recordChange(tx, change, role, { from: before.role, to: role });
        return memberOf(row);
      }),

    /** Removes a member, with their sessions and API keys there, when `rule` allows it. @throws as changeRole */
    remove: (change: MemberChange, rule: Rule): Promise<void> =>
      database.transaction(async (tx) => {
        const { organizationId, userId, now } = change;
        const before = await applyRule(tx, change, rule);
        await tellOfRole(tx, mails, { ...change, before: before.role, after: null });
        await tx.execute(REMOVE, [organizationId, userId]);
        await withdrawFallen(tx, change, null);
        await markMemberSessionsEnded(tx, organizationId, userId, now);
        await forgetWish(tx, userId);
        const keys = await revokeKeysOfMember(tx, organizationId, userId, now);
        await recordChange(tx, change, null, {
          from: before.role,
          ...(keys.length > 0 ? { apiKeysRevoked: keys } : {}),
        });
        for (const keyId of keys) await appendRevocation(tx, { kind: 'api-key', keyId }, now);
      }),
  };
}

/**
 * Locks the organisation, so that two owners cannot take each other's role at once, and asks the rule.
 * @returns the target with the role before the change
 */
async function applyRule(tx: Tx, change: MemberChange, rule: Rule): Promise<MemberRole> {
  const { organizationId, actorId, userId } = change;
  await lockOrganization(tx, organizationId);
  const rows = await tx.query(ROLES_INVOLVED, [organizationId, actorId, userId]);
  const members = rows.map((row): MemberRole => ({ userId: row.user_id, role: row.role }));
  const actor = members.find((member) => member.userId === actorId);
  const target = members.find((member) => member.userId === userId);
  if (!actor) throw new AppError('PERMISSION_DENIED');
  if (!target) throw new AppError('RESOURCE_NOT_FOUND');
  rule(actor, target, members.filter((member) => member.role === 'owner').length);
  return target;
}

/** @param role the role from now on; null when the member was removed */
async function recordChange(tx: Tx, change: MemberChange, role: Role | null, detail: object): Promise<void> {
  const { organizationId, userId, actorId, now } = change;
  await recordEvent(tx, {
    organizationId,
    userId: actorId,
    action: role ? 'auth.role_changed' : 'auth.member_removed',
    subject: { kind: 'user', id: userId },
    detail,
  });
  // last, because it holds the lock on the revocations' counter until the transaction ends
  await appendRevocation(tx, { kind: 'member', organizationId, userId, role }, now);
}

const memberOf = (row: RowOf<typeof memberColumns>): Member => ({
  userId: row.user_id,
  email: row.email,
  name: row.name,
  role: row.role,
  joinedAt: row.joined_at.toISOString(),
});

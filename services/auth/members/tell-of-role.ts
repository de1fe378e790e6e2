import type { Role } from '../../../contracts/permissions.ts';
import type { Tx } from '../../../storage/database.ts';
import type { MailStore } from '../mails/store.ts';
import { isAdministrator } from './domain/role-rules.ts';
import { ownersAnd } from './store/concerned.ts';

/** Whose role was changed by whom; `after` is null where the member is removed. */
export type RoleChange = {
  organizationId: string;
  actorId: string;
  userId: string;
  before: Role;
  after: Role | null;
  now: Date;
};

/**
 * Tells the member of their new role, or that they are none any more; and every owner, whoever did it, when somebody becomes
 * an administrator or stops being one: that is how a thief with an owner's session would stay. In the transaction of the
 * change, while the member is one still.
 */
export async function tellOfRole(tx: Tx, mails: MailStore, change: RoleChange): Promise<void> {
  const { organizationId, actorId, userId, before, after: role, now } = change;
  const people = await ownersAnd(tx, organizationId, [userId, actorId]);
  const nameOf = (id: string) => people.find(({ user }) => user.id === id)?.user.name ?? '';
  const ofWeight = isAdministrator(before) || (role !== null && isAdministrator(role));
  const news = { kind: 'member_role_changed', person: nameOf(userId), by: nameOf(actorId), role } as const;
  for (const person of people) {
    const isOwner = person.organization.role === 'owner';
    if (person.user.id === userId) await mails.queueNotice(tx, person, { kind: 'role_changed', role }, now);
    else if (ofWeight && isOwner) await mails.queueNotice(tx, person, news, now);
  }
}

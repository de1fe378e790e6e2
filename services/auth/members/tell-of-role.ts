import type { Role } from '../../../contracts/permissions.ts';
import type { Tx } from '../../../storage/database.ts';
import type { MailStore } from '../mails/store.ts';
import type { Membership } from './domain/membership.ts';
import { isAdministrator, isConfirmed } from './domain/role-rules.ts';
import { administratorsAnd } from './store/concerned.ts';

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
 * Tells the member of their new role, or that they are none any more; and everybody who runs the organisation, whoever did
 * it, when somebody gets a role of weight or an administrator stops being one: that is how a thief with one's session would
 * stay. In the transaction of the change, while the member is one still.
 */
export async function tellOfRole(tx: Tx, mails: MailStore, change: RoleChange): Promise<void> {
  const { organizationId, actorId, userId, before, after: role, now } = change;
  const people = await administratorsAnd(tx, organizationId, [userId, actorId]);
  const nameOf = (id: string) => people.find(({ user }) => user.id === id)?.user.name ?? '';
  const news = { kind: 'member_role_changed', person: nameOf(userId), by: nameOf(actorId), role } as const;
  for (const person of people) {
    if (person.user.id === userId) await mails.queueNotice(tx, person, { kind: 'role_changed', role }, now);
    else if (isConfirmed(before, role) && isAdministrator(person.organization.role))
      await mails.queueNotice(tx, person, news, now);
  }
}

/**
 * Tells everybody else who runs the organisation of a new member, whatever their role: who only reads sees every figure, and whoever
 * had somebody's session may have invited them to stay.
 */
export async function tellOfNewMember(
  tx: Tx,
  mails: MailStore,
  member: Membership,
  now: Date,
): Promise<void> {
  const { user, organization } = member;
  const news = {
    kind: 'member_joined',
    person: user.name,
    address: user.email,
    role: organization.role,
  } as const;
  for (const person of await administratorsAnd(tx, organization.id, []))
    if (person.user.id !== user.id) await mails.queueNotice(tx, person, news, now);
}

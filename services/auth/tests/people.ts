import { randomUUID } from 'node:crypto';
import { sessionIn } from '../../../client/session-in.ts';
import { registered } from '../../../client/registered.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import type { Session, SignIn } from '../../../contracts/auth/identity.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { newInvitationToken } from '../members/invitation-token.ts';
import { tokenHash } from '../opaque-token.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import type { Stack } from '../../../tests/support/stack.ts';

export const PASSWORD = 'a long walk by the river';

export type Signed = Session & { authorization: string; password: string };

/** A fresh address that nobody has. */
export const address = (name = 'ada'): string => `${name}.${randomUUID().slice(0, 8)}@example.com`;

/** Registers a new person, the owner of a new organisation, and gives their session. */
export async function signUp(stack: Stack, email = address()): Promise<Signed> {
  const params = { email, password: PASSWORD, name: 'Ada Lovelace', organizationName: 'Analytical Engines' };
  const { user, organization, tokens } = registered(await stack.call(accountContracts.register, params));
  return signed({ ...tokens, user, organization });
}

/** Somebody who is signed in without a second factor. */
export function signed(answer: SignIn): Signed {
  const session = sessionIn(answer);
  return { ...session, password: PASSWORD, authorization: `Bearer ${session.accessToken}` };
}

/** What is really in a table of auth. */
export const inTable = <Row extends object>(stack: Stack, sql: string, values: unknown[] = []) =>
  asAdministrator<Row>(stack.databases.adminUrl('auth'), sql, values);

/** The actions of the audit trail of an organisation, in their order. */
export async function trailOf(stack: Stack, organizationId: string): Promise<string[]> {
  const sql = 'SELECT action FROM audit_events WHERE organization_id = $1 ORDER BY at, id';
  const rows = await inTable<{ action: string }>(stack, sql, [organizationId]);
  return rows.map((row) => row.action);
}

/** The token of an invitation, put into the database by its hash: the mail with it is sealed. */
export async function invitationFor(stack: Stack, email: string): Promise<string> {
  const pending = `FROM invitations WHERE email = $1 AND status = 'pending'`;
  const [row] = await inTable<{ id: string }>(stack, `SELECT organization_id AS id ${pending}`, [email]);
  const token = newInvitationToken(row?.id ?? '');
  const hash = `UPDATE invitations SET token_hash = $2 WHERE email = $1 AND status = 'pending'`;
  await inTable(stack, hash, [email, tokenHash(token)]);
  return token;
}

/** A new person who joins the organisation of `owner`, whose confirmation of the role is not asked for. */
export async function colleagueOf(stack: Stack, owner: Signed, role: Role): Promise<Signed> {
  const email = address(role);
  const { id } = await stack.call(memberContracts.invite, { email, role: 'viewer' }, owner);
  await inTable(stack, 'UPDATE invitations SET role = $2 WHERE id = $1', [id, role]);
  const token = await invitationFor(stack, email);
  const accept = { token, name: 'Grace Hopper', password: PASSWORD };
  return signed(await stack.call(memberContracts.acceptInvitation, accept));
}

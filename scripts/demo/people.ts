import { randomBytes } from 'node:crypto';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import type { Client } from '../../client/client.ts';
import { sessionIn } from '../../client/session-in.ts';
import { registered } from '../../client/registered.ts';
import { tokenFromInbox } from './inbox.ts';
import type { Say } from './output.ts';

/** A signed-in person with their own client. */
export type Person = { name: string; email: string; client: Client };
export type People = { owner: Person; approver: Person; organization: string; password: string };

/**
 * Registers an organisation with one person, who invites a second one; the second person joins with the token from the
 * mail. Every run uses new addresses, so that the demo can be played again on the same data.
 */
export async function meet(client: Client, inboxUrl: string, say: Say): Promise<People> {
  const run = randomBytes(4).toString('hex');
  const password = randomBytes(15).toString('base64url');
  const [anna, ben] = [`anna.${run}@example.com`, `ben.${run}@example.com`];
  const asked = {
    email: anna,
    password,
    name: 'Anna Berg',
    organizationName: `Northwind Demo ${run}`,
  };
  const anew = registered(await client.call(accountContracts.register, asked));
  const owner = { name: 'Anna', email: anna, client: client.as(anew.tokens.accessToken) };
  const organization = anew.organization.name;
  say(`Anna registers ${organization} and is its ${anew.organization.role}`);
  await owner.client.call(memberContracts.invite, { email: ben, role: 'manager' });
  const token = await tokenFromInbox(inboxUrl, ben);
  const joined = await client.call(memberContracts.acceptInvitation, { token, name: 'Ben Ortiz', password });
  const session = sessionIn(joined);
  say(`Ben has the invitation from his mail, sets a password and joins as ${session.organization.role}`);
  const approver = { name: 'Ben', email: ben, client: client.as(session.accessToken) };
  return { owner, approver, organization, password };
}

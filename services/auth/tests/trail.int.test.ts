import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { registered } from '../../../client/registered.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signed, signUp, type Signed } from './people.ts';

type Row = {
  action: string;
  actor_kind: string;
  actor_id: string;
  subject_kind: string;
  subject_id: string;
  detail: object;
};

const NOBODY = '00000000-0000-0000-0000-000000000000';
const origin = { address: '203.0.113.7', userAgent: 'browser/1' };
let stack: Stack;
let inbox: MailServer;
beforeAll(async () => {
  inbox = await startMail();
  stack = await startStack({ services: ['auth'], env: { SMTP_URL: inbox.smtpUrl } });
});
afterAll(async () => {
  await stack.stop();
  await inbox.close();
});

/** What the trail of an organisation says last, as it is in the tables: the event, and what may be erased beside it. */
async function lastOf({ organization }: Pick<Signed, 'organization'>): Promise<Row | undefined> {
  const sql = `SELECT action, actor_kind, actor_id, subject_kind, subject_id,
      e.detail - 'personal' || COALESCE(p.detail::jsonb, '{}') AS detail,
      e.detail->>'personal' IS NOT DISTINCT FROM encode(sha256(convert_to(p.salt || p.detail, 'UTF8')), 'hex') AS committed
    FROM audit_events e LEFT JOIN personal_details p ON p.event_id = e.id AND p.organization_id = e.organization_id
    WHERE e.organization_id = $1 ORDER BY at DESC, id DESC LIMIT 1`;
  const [row] = await inTable<Row & { committed: boolean }>(stack, sql, [organization.id]);
  if (!row) return undefined;
  const { committed, ...event } = row;
  expect(committed).toBe(true); // the event holds the hash of what stands beside it, and nothing else of it
  return event;
}
const sessionOf = async (person: Signed) =>
  (
    await inTable<{ id: string }>(
      stack,
      'SELECT id FROM sessions WHERE user_id = $1 ORDER BY started_at DESC LIMIT 1',
      [person.user.id],
    )
  )[0]?.id;
const done = (person: Signed, action: string, subject: [string, string | undefined], detail: object) => ({
  action,
  actor_kind: 'user',
  actor_id: person.user.id,
  subject_kind: subject[0],
  subject_id: subject[1],
  detail,
});

it('the trail says who registered and signed in, to which session and from where', async () => {
  const email = address();
  const params = { email, password: PASSWORD, name: 'Ada', organizationName: 'Engines', origin };
  const { user, organization, tokens } = registered(await stack.call(accountContracts.register, params));
  const ada = signed({ ...tokens, user, organization });
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.registered', ['user', user.id], origin));

  await stack.call(sessionContracts.login, { email, password: PASSWORD, origin });
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.logged_in', ['session', await sessionOf(ada)], origin));

  const wrong = { email, password: 'not the right password', origin };
  await expect(stack.call(sessionContracts.login, wrong)).rejects.toMatchObject({
    code: 'CREDENTIALS_INVALID',
  });
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.login_failed', ['user', user.id], origin));
});

it('the trail says from where somebody tried an address that nobody has', async () => {
  const params = { email: address('nobody'), password: 'not the right password', origin };
  await expect(stack.call(sessionContracts.login, params)).rejects.toMatchObject({
    code: 'CREDENTIALS_INVALID',
  });
  const nobody = { organization: { id: NOBODY } } as Signed;
  expect(await lastOf(nobody)).toMatchObject({
    action: 'auth.login_failed',
    actor_id: NOBODY,
    detail: origin,
  });
});

it('the trail says which session was signed out', async () => {
  const ada = await signUp(stack);
  const session = await sessionOf(ada);
  await stack.call(sessionContracts.logout, {}, ada);
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.logged_out', ['session', session], {}));
});

it('the trail says who was invited to what, who came, whose role changed from what to what, and who was removed', async () => {
  const ada = await signUp(stack);
  const email = address('grace');
  const invitation = await stack.call(memberContracts.invite, { email, role: 'manager' }, ada);
  const invited = ['invitation', invitation.id] as [string, string];
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.invited', invited, { role: 'manager' }));

  const mail = () => inbox.messages().find(({ to }) => to.includes(email));
  await expect.poll(mail, { timeout: 10_000, interval: 50 }).toBeTruthy();
  const token = /^sipi_\S+$/m.exec(mail()?.text ?? '')?.[0] ?? '';
  const acceptance = { token, name: 'Grace Hopper', password: PASSWORD, origin };
  const grace = signed(await stack.call(memberContracts.acceptInvitation, acceptance));
  const accepted = { role: 'manager', ...origin };
  expect(await lastOf(ada)).toEqual(done(grace, 'auth.invitation_accepted', invited, accepted));

  const userId = grace.user.id;
  await stack.call(memberContracts.changeRole, { userId, role: 'viewer' }, ada);
  const change = { from: 'manager', to: 'viewer' };
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.role_changed', ['user', userId], change));
  await stack.call(memberContracts.removeMember, { userId }, ada);
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.member_removed', ['user', userId], { from: 'viewer' }));

  const other = await stack.call(memberContracts.invite, { email: address(), role: 'viewer' }, ada);
  await stack.call(memberContracts.withdrawInvitation, { id: other.id }, ada);
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.invitation_withdrawn', ['invitation', other.id], {}));
});

it('the trail says which API key was made with which role and end, and which one was revoked', async () => {
  const ada = await signUp(stack);
  const made = await stack.call(machineContracts.createApiKey, { name: 'nightly', role: 'viewer' }, ada);
  const { id, expiresAt } = made.apiKey;
  const { scopes } = made.apiKey;
  const detail = { name: 'nightly', role: 'viewer', kind: 'integration', scopes, expiresAt };
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.api_key_created', ['api-key', id], detail));
  await stack.call(machineContracts.revokeApiKey, { id }, ada);
  expect(await lastOf(ada)).toEqual(done(ada, 'auth.api_key_revoked', ['api-key', id], {}));
});

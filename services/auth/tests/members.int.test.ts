import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { callFromBroker } from '../../../mixins/call.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signed, signUp, trailOf, type Signed } from './people.ts';
import { settingsOfStack } from './second-node.ts';

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

async function tokenFor(email: string): Promise<string> {
  let token: string | undefined;
  await expect.poll(() => (token = lastToken(email)), { timeout: 10_000, interval: 50 }).toBeTruthy();
  return token ?? '';
}
const lastToken = (email: string) =>
  inbox
    .messages()
    .filter((mail) => mail.to.includes(email))
    .flatMap((mail) => /^sipi_\S+$/m.exec(mail.text)?.[0] ?? [])
    .at(-1);

const invite = (inviter: Signed, email: string, role: Role) =>
  stack.call(memberContracts.invite, { email, role }, inviter);
const accept = (token: string, name?: string, password = PASSWORD) =>
  stack.call(memberContracts.acceptInvitation, { token, password, ...(name ? { name } : {}) });
/** A new person who joined the organisation of `owner`. */
async function join(owner: Signed, role: Role): Promise<Signed> {
  const email = address(role);
  await invite(owner, email, role);
  return signed(await accept(await tokenFor(email), 'Grace Hopper'));
}
const changeRole = (actor: Signed, who: Signed, role: Role) =>
  stack.call(memberContracts.changeRole, { userId: who.user.id, role }, actor);
const members = (reader: Signed) => stack.call(memberContracts.members, { limit: 100 }, reader);

it('an invited stranger joins with the token of the mail, once', async () => {
  const ada = await signUp(stack);
  const email = address('grace');
  const invitation = await invite(ada, email, 'manager');
  expect(invitation).toMatchObject({ email, role: 'manager', status: 'pending', invitedBy: ada.user.id });
  const token = await tokenFor(email);
  await expect(accept(token)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  await expect(accept(token, 'Grace', 'too short')).rejects.toMatchObject({ code: 'PASSWORD_WEAK' });
  const grace = signed(await accept(token, 'Grace Hopper'));
  expect(grace.organization).toEqual({ ...ada.organization, role: 'manager' });
  await stack.call(accountContracts.me, {}, grace);
  await expect(accept(token, 'Grace Hopper')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  const page = await stack.call(memberContracts.invitations, { limit: 10 }, ada);
  expect(page.data).toMatchObject([{ id: invitation.id, status: 'accepted' }]);
  expect(await trailOf(stack, ada.organization.id)).toEqual([
    'auth.registered',
    'auth.invited',
    'auth.invitation_accepted',
  ]);
});

it('an invited person with an account proves the password and belongs to both organisations', async () => {
  const [ada, bob] = [await signUp(stack), await signUp(stack)];
  await invite(ada, bob.user.email, 'analyst');
  const token = await tokenFor(bob.user.email);
  await expect(accept(token, 'Bob', 'not the right password')).rejects.toMatchObject({
    code: 'CREDENTIALS_INVALID',
  });
  const there = signed(await accept(token));
  expect(there).toMatchObject({ user: bob.user, organization: { id: ada.organization.id, role: 'analyst' } });
  const me = await stack.call(accountContracts.me, {}, there);
  expect(me.organizations.map((o) => o.id).sort()).toEqual([ada.organization.id, bob.organization.id].sort());
  const organizationId = bob.organization.id;
  const back = signed(await stack.call(sessionContracts.switchOrganization, { organizationId }, there));
  expect(back.organization).toEqual(bob.organization);
  expect((await stack.call(accountContracts.me, {}, back)).organization).toEqual(bob.organization);
  const foreign = stack.call(sessionContracts.switchOrganization, { organizationId: randomUUID() }, there);
  await expect(foreign).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
});

it('a token that was withdrawn, replaced, is too old or another one is worthless', async () => {
  const ada = await signUp(stack);
  const email = address('late');
  const invited = await invite(ada, email, 'viewer');
  const first = await tokenFor(email);
  await invite(ada, email, 'viewer');
  await expect.poll(() => lastToken(email), { timeout: 10_000 }).not.toBe(first);
  await expect(accept(first, 'Late')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  await inTable(stack, `UPDATE invitations SET expires_at = now() - interval '1 second' WHERE email = $1`, [
    email,
  ]);
  await expect(accept(await tokenFor(email), 'Late')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  const [newest] = (await stack.call(memberContracts.invitations, { limit: 10 }, ada)).data;
  expect(newest).toMatchObject({ status: 'expired' });
  await stack.call(memberContracts.withdrawInvitation, { id: newest?.id ?? '' }, ada);
  for (const id of [newest?.id ?? '', invited.id, randomUUID()])
    await expect(stack.call(memberContracts.withdrawInvitation, { id }, ada)).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
  for (const token of ['sipi_', `sipi_${'A'.repeat(54)}`, first.slice(0, -1), 'x'])
    await expect(accept(token, 'Late')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
});

it('what somebody invited who may not invite any more is worthless', async () => {
  const ada = await signUp(stack);
  const admin = await join(ada, 'admin');
  const [first, second] = [address('first'), address('second')];
  await invite(admin, first, 'admin');
  await invite(admin, second, 'viewer');
  const [adminToken, viewerToken] = [await tokenFor(first), await tokenFor(second)];
  await changeRole(ada, admin, 'viewer');
  await expect(accept(adminToken, 'Grace')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  await stack.call(memberContracts.removeMember, { userId: admin.user.id }, ada);
  await expect(accept(viewerToken, 'Grace')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.invitation_withdrawn');
});

it('twenty acceptances of one token at once make one member', async () => {
  const ada = await signUp(stack);
  const email = address('race');
  await invite(ada, email, 'viewer');
  const token = await tokenFor(email);
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => accept(token, 'Race')));
  expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1);
  expect((await members(ada)).data).toHaveLength(2);
});

it('a member is not invited again, and an invitation of another organisation is not there', async () => {
  const [ada, eve] = [await signUp(stack), await signUp(stack)];
  const grace = await join(ada, 'viewer');
  await expect(invite(ada, grace.user.email.toUpperCase(), 'viewer')).rejects.toMatchObject({
    code: 'MEMBER_EXISTS',
  });
  const { id } = await invite(ada, address(), 'viewer');
  await expect(stack.call(memberContracts.withdrawInvitation, { id }, eve)).rejects.toMatchObject({
    code: 'RESOURCE_NOT_FOUND',
  });
  expect((await stack.call(memberContracts.invitations, { limit: 10 }, eve)).data).toEqual([]);
});

it('only an owner invites an owner, and nobody without the right invites', async () => {
  const ada = await signUp(stack);
  const [admin, viewer] = [await join(ada, 'admin'), await join(ada, 'viewer')];
  await expect(invite(admin, address(), 'owner')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await expect(invite(viewer, address(), 'viewer')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(await invite(admin, address(), 'admin')).toMatchObject({ role: 'admin' });
});

it('members come in the order in which they joined, page by page', async () => {
  const ada = await signUp(stack);
  const joined = [ada, await join(ada, 'manager'), await join(ada, 'viewer')];
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await stack.call(memberContracts.members, { limit: 2, ...(cursor ? { cursor } : {}) }, ada);
    seen.push(...page.data.map((member) => member.userId));
    cursor = page.page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(joined.map((one) => one.user.id));
  for (const bad of ['nonsense', Buffer.from('["x","y"]').toString('base64url')])
    for (const contract of [memberContracts.members, memberContracts.invitations])
      await expect(stack.call(contract, { limit: 2, cursor: bad }, ada)).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
      });
});

it('a changed role counts for living tokens, at once here', async () => {
  const ada = await signUp(stack);
  const grace = await join(ada, 'admin');
  await stack.call(memberContracts.invitations, { limit: 1 }, grace);
  expect(await changeRole(ada, grace, 'viewer')).toMatchObject({ userId: grace.user.id, role: 'viewer' });
  const refused = stack.call(memberContracts.invitations, { limit: 1 }, grace);
  await expect(refused).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await changeRole(ada, grace, 'admin');
  await stack.call(memberContracts.invitations, { limit: 1 }, grace);
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.role_changed');
});

it('a removed member is out at once, and can come back, but not with the tokens of before', async () => {
  const ada = await signUp(stack);
  const grace = await join(ada, 'manager');
  await stack.call(memberContracts.removeMember, { userId: grace.user.id }, ada);
  await expect(stack.call(accountContracts.me, {}, grace)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  await expect(
    stack.call(sessionContracts.refreshToken, { refreshToken: grace.refreshToken }),
  ).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
  const { email } = grace.user;
  await expect(stack.call(sessionContracts.login, { email, password: PASSWORD })).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
  const before = await tokenFor(email);
  await invite(ada, email, 'viewer');
  await expect.poll(() => lastToken(email), { timeout: 10_000 }).not.toBe(before);
  const back = signed(await accept(await tokenFor(email)));
  expect((await stack.call(accountContracts.me, {}, back)).organization.role).toBe('viewer');
  await expect(stack.call(accountContracts.me, {}, grace)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  expect(await trailOf(stack, ada.organization.id)).toContain('auth.member_removed');
});

it('the rules of roles hold: owners, the last owner, oneself, strangers', async () => {
  const [ada, stranger] = [await signUp(stack), await signUp(stack)];
  const admin = await join(ada, 'admin');
  const denied = { code: 'PERMISSION_DENIED' };
  await expect(changeRole(admin, ada, 'viewer')).rejects.toMatchObject(denied);
  await expect(changeRole(admin, admin, 'owner')).rejects.toMatchObject(denied);
  const remove = (actor: Signed, who: Signed) =>
    stack.call(memberContracts.removeMember, { userId: who.user.id }, actor);
  await expect(remove(admin, ada)).rejects.toMatchObject(denied);
  await expect(changeRole(ada, ada, 'admin')).rejects.toMatchObject({ code: 'LAST_OWNER' });
  await expect(remove(ada, ada)).rejects.toMatchObject({ code: 'LAST_OWNER' });
  await expect(changeRole(ada, stranger, 'viewer')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  await expect(remove(ada, stranger)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
});

it('two owners who demote each other at once leave one owner', async () => {
  for (let round = 0; round < 3; round += 1) {
    const ada = await signUp(stack);
    const bob = await join(ada, 'owner');
    await Promise.allSettled([changeRole(ada, bob, 'viewer'), changeRole(bob, ada, 'viewer')]);
    const owners = (await members(ada)).data.filter((member) => member.role === 'owner');
    expect(owners).toHaveLength(1);
  }
});

it('mail texts are wiped when they are sent, and nothing of them is readable before', async () => {
  const ada = await signUp(stack);
  await join(ada, 'viewer');
  await expect
    .poll(
      async () =>
        (
          await inTable<{ open: number }>(
            stack,
            `SELECT count(*)::int AS open FROM mails WHERE organization_id = $1 AND (state <> 'sent' OR sealed_text IS NOT NULL)`,
            [ada.organization.id],
          )
        )[0]?.open,
      { timeout: 10_000 },
    )
    .toBe(0);
});

it("the organisation's settings are there for its members and for services", async () => {
  const ada = await signUp(stack);
  const { id, name, approvalPolicy } = ada.organization;
  expect(await stack.call(accountContracts.organization, {}, ada)).toEqual({ id, name, approvalPolicy });
});

it('no organisation invites more than fifty times a day, on all nodes together', async () => {
  const other = await runNode(productSettings(settingsOfStack(stack)));
  const inviteBy = (owner: Signed, email: string, near: boolean) =>
    near
      ? invite(owner, email, 'viewer')
      : callFromBroker(other.broker)(memberContracts.invite, { email, role: 'viewer' }, owner);
  const eager = await signUp(stack);
  await inTable(
    stack,
    `INSERT INTO mail_counts VALUES ('inviting_organization', sha256($1::text::bytea), now(), 49)`,
    [eager.organization.id],
  );
  const last = await Promise.allSettled(
    Array.from({ length: 6 }, (_, i) => inviteBy(eager, address(), i % 2 === 0)),
  );
  await other.stop();
  expect(last.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(inviteBy(eager, address(), true)).rejects.toMatchObject({
    code: 'RATE_LIMIT_EXCEEDED',
    public: { retryAfterSeconds: expect.any(Number) as number },
  });
});

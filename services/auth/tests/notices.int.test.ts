import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import type { ApprovalPolicy } from '../../../contracts/auth/identity.ts';
import { machineContracts } from '../../../contracts/auth/machines.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { standingContracts } from '../../../contracts/auth/standing.ts';
import { noticeContracts } from '../../../contracts/auth/notices.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { mailsTo } from './mailbox.ts';
import { address, colleagueOf, inTable, signUp, type Signed } from './people.ts';

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

const GREETING = 'Welcome to';
const INVITATION = 'invites you to';
const JOINED = 'A new member of Analytical Engines may spend';
const READS = 'Analytical Engines has a new member who may read';
/** The subjects of the notices that a person has been mailed, without how they came to be here. */
async function noticesTo(person: Signed): Promise<string[]> {
  const mails = await mailsTo(stack, inbox, person.user.email);
  return mails
    .map(({ subject }) => subject)
    .filter((subject) => ![GREETING, INVITATION, JOINED, READS].some((how) => subject.includes(how)));
}
const newsOfMembers = async (person: Signed, news = JOINED) =>
  (await mailsTo(stack, inbox, person.user.email)).filter(({ subject }) => subject === news);
const lastTo = async (person: Signed) => (await mailsTo(stack, inbox, person.user.email)).at(-1)?.text ?? '';
const rename = (person: Signed, name: string) =>
  inTable(stack, 'UPDATE users SET name = $2 WHERE id = $1', [person.user.id, name]);
const changeRole = (actor: Signed, who: Signed, role: Role) =>
  stack.call(memberContracts.changeRole, { userId: who.user.id, role }, actor);
const remove = (actor: Signed, who: Signed) =>
  stack.call(memberContracts.removeMember, { userId: who.user.id }, actor);

const ROLE = 'Your role in Analytical Engines was changed';
const ROLE_OF = 'A role in Analytical Engines was changed';
const POLICY = 'Who may approve campaigns in Analytical Engines was changed';
const KEY = 'An API key of Analytical Engines was made';
const ACCOUNTS = 'Ad accounts were connected to Analytical Engines';

it('a member is told once of a new role, and nobody else is when it gives no power; the same role again is no news', async () => {
  const ada = await signUp(stack);
  const [ben, eve] = [await colleagueOf(stack, ada, 'viewer'), await colleagueOf(stack, ada, 'admin')];
  await changeRole(ada, ben, 'analyst');
  await changeRole(ada, ben, 'analyst');
  expect(await noticesTo(ben)).toEqual([ROLE]);
  expect(await lastTo(ben)).toContain('your role in Analytical Engines is analyst from now on');
  expect([await noticesTo(ada), await noticesTo(eve)]).toEqual([[], []]);
});

it('every owner is told of a new administrator and of one who is none any more, the one who did it too', async () => {
  const ada = await signUp(stack);
  const [bob, ben] = [await colleagueOf(stack, ada, 'owner'), await colleagueOf(stack, ada, 'viewer')];
  await rename(ben, 'Ben');
  await changeRole(ada, ben, 'admin');
  expect([await noticesTo(ada), await noticesTo(bob), await noticesTo(ben)]).toEqual([
    [ROLE_OF],
    [ROLE_OF],
    [ROLE],
  ]);
  expect(await lastTo(bob)).toContain(
    'the role of Ben in Analytical Engines is admin from now on. It was changed by Ada Lovelace.',
  );
  await remove(ada, ben);
  expect([await noticesTo(ada), await noticesTo(bob), await noticesTo(ben)]).toEqual([
    [ROLE_OF, ROLE_OF],
    [ROLE_OF, ROLE_OF],
    [ROLE, ROLE],
  ]);
  expect(await lastTo(bob)).toContain('Ben is no longer a member of Analytical Engines.');
});

it('every owner and admin is told of each new member who may spend, and of each who may from now on', async () => {
  const ada = await signUp(stack);
  const [bob, eve] = [await colleagueOf(stack, ada, 'owner'), await colleagueOf(stack, ada, 'admin')];
  const before = (await newsOfMembers(ada)).length;
  const ben = await colleagueOf(stack, ada, 'manager');
  const zoe = await colleagueOf(stack, ada, 'viewer');
  expect([before, (await newsOfMembers(ada)).length]).toEqual([2, 3]);
  for (const person of [ada, bob, eve])
    expect((await newsOfMembers(person)).at(-1)?.text.replaceAll(' ', '')).toContain(
      `(${ben.user.email})wasinvitedtoAnalyticalEnginesandjoinedasmanager`,
    );
  expect(await newsOfMembers(ben)).toEqual([]);
  await changeRole(ada, zoe, 'manager');
  for (const person of [ada, bob, eve]) expect(await noticesTo(person)).toEqual([ROLE_OF]);
});

it.each(['analyst', 'viewer'] as const)(
  'every owner and admin is told of each new %s, who sees every figure, and nobody else is',
  async (role) => {
    const ada = await signUp(stack);
    const [eve, ben] = [await colleagueOf(stack, ada, 'admin'), await colleagueOf(stack, ada, 'manager')];
    const zoe = await colleagueOf(stack, eve, role);
    for (const person of [ada, eve]) {
      const [news, ...more] = await newsOfMembers(person, READS);
      expect(more).toEqual([]);
      expect(news?.text.replaceAll(' ', '')).toContain(
        `(${zoe.user.email})wasinvitedtoAnalyticalEnginesandjoinedas${role}.`,
      );
    }
    for (const person of [ben, zoe]) expect(await newsOfMembers(person, READS)).toEqual([]);
  },
);

it('who was removed is told that they are no member any more, once', async () => {
  const ada = await signUp(stack);
  const ben = await colleagueOf(stack, ada, 'manager');
  await remove(ada, ben);
  await expect(remove(ada, ben)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  expect(await noticesTo(ben)).toEqual([ROLE]);
  expect(await lastTo(ben)).toContain('you are no longer a member of Analytical Engines');
  expect(await noticesTo(ada)).toEqual([]);
});

it('every owner and admin is told at once that one person alone may approve, and of the change back; the same again is no news', async () => {
  const ada = await signUp(stack);
  const [bob, eve] = [await colleagueOf(stack, ada, 'owner'), await colleagueOf(stack, ada, 'admin')];
  const ben = await colleagueOf(stack, ada, 'manager');
  const change = (approvalPolicy: ApprovalPolicy) =>
    stack.call(accountContracts.changeOrganization, { approvalPolicy }, ada);
  await change('self_with_step_up');
  await change('self_with_step_up');
  for (const person of [ada, bob, eve]) expect(await noticesTo(person)).toEqual([POLICY]);
  expect(await lastTo(eve)).toContain('Ada Lovelace changed who approves campaigns in Analytical Engines');
  expect(await lastTo(eve)).toContain('from now on, one person alone');
  await change('two_people');
  expect(await noticesTo(bob)).toEqual([POLICY, POLICY]);
  expect(await noticesTo(ben)).toEqual([]);
  const rows = await inTable<{ detail: object }>(
    stack,
    `SELECT detail FROM audit_events WHERE organization_id = $1 AND action = 'auth.approval_policy_changed' ORDER BY at, id`,
    [ada.organization.id],
  );
  expect(rows.map(({ detail }) => detail)).toMatchObject([
    { from: 'two_people', to: 'self_with_step_up' },
    { from: 'self_with_step_up', to: 'two_people' },
  ]);
});

it('a change that was refused is told to nobody', async () => {
  const ada = await signUp(stack);
  const eve = await colleagueOf(stack, ada, 'admin');
  await expect(changeRole(eve, ada, 'viewer')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await expect(remove(ada, ada)).rejects.toMatchObject({ code: 'LAST_OWNER' });
  expect([await noticesTo(ada), await noticesTo(eve)]).toEqual([[], []]);
});

it('an API key is told to its maker and to every owner once, and to nobody of another organisation', async () => {
  const [ada, stranger] = [await signUp(stack), await signUp(stack)];
  const [eve, ben] = [await colleagueOf(stack, ada, 'admin'), await colleagueOf(stack, ada, 'manager')];
  const key = { name: 'sync', role: 'viewer' } as const;
  const { key: secret } = await stack.call(machineContracts.createApiKey, key, eve);
  expect([await noticesTo(ada), await noticesTo(eve)]).toEqual([[KEY], [KEY]]);
  expect([await noticesTo(ben), await noticesTo(stranger)]).toEqual([[], []]);
  expect(await lastTo(ada)).toContain('the API key "sync" was made in Analytical Engines by Grace Hopper.');
  await stack.call(machineContracts.createApiKey, key, ada);
  expect([await noticesTo(ada), await noticesTo(eve)]).toEqual([[KEY, KEY], [KEY]]);
  expect(JSON.stringify(inbox.messages())).not.toContain(secret);
});

const asPlatforms = (owner: Signed) => ({
  authorization: stack.running.node.identity.authorizationFor('platforms', {
    organizationId: owner.organization.id,
    action: noticeContracts.tellOfAdAccounts.name,
  }),
});
const connected = (by: Signed) => ({
  noticeId: randomUUID(),
  platform: 'google-ads' as const,
  names: ['Shop', 'win at https://evil.example/now'],
  count: 7,
  connectedBy: by.user.id,
  connectedAt: '2026-11-27T20:46:30.000Z',
});

it('connected ad accounts are told to the owners once, however often and however many at once the platforms service says so', async () => {
  const ada = await signUp(stack);
  const [bob, eve] = [await colleagueOf(stack, ada, 'owner'), await colleagueOf(stack, ada, 'admin')];
  const news = connected(eve);
  const tell = (said = news) => stack.call(noticeContracts.tellOfAdAccounts, said, asPlatforms(ada));
  expect(await Promise.all(Array.from({ length: 8 }, () => tell()))).toEqual(Array(8).fill({ done: true }));
  await tell();
  expect([await noticesTo(ada), await noticesTo(bob), await noticesTo(eve)]).toEqual([
    [ACCOUNTS],
    [ACCOUNTS],
    [],
  ]);
  expect(await lastTo(bob)).toContain(
    'the ad accounts "Shop", "(a name that we do not repeat)" and 5 more (Google Ads) were connected to ' +
      'Analytical Engines by Grace Hopper. It happened on 2026-11-27 20:46 UTC.',
  );
  await tell(connected(eve));
  expect(await noticesTo(ada)).toEqual([ACCOUNTS, ACCOUNTS]);
});

it('alerts are told once to those who asked for it and are members still', async () => {
  const ada = await signUp(stack);
  const [ben, stranger] = [await colleagueOf(stack, ada, 'viewer'), await signUp(stack)];
  const asAnalytics = {
    authorization: stack.running.node.identity.authorizationFor('analytics', {
      organizationId: ada.organization.id,
      action: noticeContracts.tellOfAlerts.name,
    }),
  };
  const news = {
    noticeId: randomUUID(),
    userIds: [ben.user.id, stranger.user.id, randomUUID()],
    count: 2,
    alerts: [{ campaign: 'Spring', message: 'No figures have come since 2026-11-20.' }],
    openedAt: '2026-11-27T20:46:30.000Z',
  };
  const tell = () => stack.call(noticeContracts.tellOfAlerts, news, asAnalytics);
  expect(await Promise.all([tell(), tell()])).toEqual([{ done: true }, { done: true }]);
  await tell();
  const subject = '2 alerts about campaigns of Analytical Engines';
  expect([await noticesTo(ben), await noticesTo(ada), await noticesTo(stranger)]).toEqual([
    [subject],
    [],
    [],
  ]);
  expect(await lastTo(ben)).toContain('- "Spring": No figures have come since 2026-11-20.\n- and 1 more.');
  await expect(stack.call(noticeContracts.tellOfAlerts, news, ada)).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});

it('a SQL login is told to its maker and every owner once, and analytics is told of members alone', async () => {
  const [ada, stranger] = [await signUp(stack), await signUp(stack)];
  const [eve, ben] = [await colleagueOf(stack, ada, 'admin'), await colleagueOf(stack, ada, 'manager')];
  const asAnalytics = (action: string) => ({
    authorization: stack.running.node.identity.authorizationFor('analytics', {
      organizationId: ada.organization.id,
      action,
    }),
  });
  const news = {
    noticeId: randomUUID(),
    what: 'sql_login_made' as const,
    name: 'visit evil.com',
    madeBy: eve.user.id,
    madeAt: '2026-11-27T20:46:30.000Z',
  };
  const tell = () =>
    stack.call(noticeContracts.tellOfReader, news, asAnalytics(noticeContracts.tellOfReader.name));
  await Promise.all([tell(), tell()]);
  const subject = 'A SQL login of Analytical Engines was made';
  expect([await noticesTo(ada), await noticesTo(eve)]).toEqual([[subject], [subject]]);
  expect([await noticesTo(ben), await noticesTo(stranger)]).toEqual([[], []]);
  expect(await lastTo(ada)).toContain('the SQL login "visit evil. com", by which a tool reads');
  const userIds = [eve.user.id, stranger.user.id, randomUUID()];
  const { memberRoles } = standingContracts;
  const { members } = await stack.call(memberRoles, { userIds }, asAnalytics(memberRoles.name));
  expect(members).toEqual([{ userId: eve.user.id, role: 'admin', joinedAt: expect.any(String) as string }]);
  await expect(stack.call(memberRoles, { userIds }, ada)).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});

it('only the platforms service may say so', async () => {
  const ada = await signUp(stack);
  for (const caller of [ada, { authorization: asCampaign(ada) }])
    await expect(stack.call(noticeContracts.tellOfAdAccounts, connected(ada), caller)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  expect(await noticesTo(ada)).toEqual([]);
});
const asCampaign = ({ organization }: Signed) =>
  stack.running.node.identity.authorizationFor('campaign', {
    organizationId: organization.id,
    action: noticeContracts.tellOfAdAccounts.name,
  });

it('names that were stored when links were allowed in them are relayed by no mail', async () => {
  const ada = await signUp(stack);
  const ben = await colleagueOf(stack, ada, 'viewer');
  await rename(ada, 'Win a prize at https://evil.example/a');
  await rename(ben, 'B\u202een\u200b');
  await inTable(stack, 'UPDATE organizations SET name = $2 WHERE id = $1', [
    ada.organization.id,
    'www.evil.example',
  ]);
  expect(await noticesTo(ben)).toEqual([]); // nothing from before is on its way
  const before = inbox.messages().length;
  await changeRole(ada, ben, 'admin');
  await stack.call(machineContracts.createApiKey, { name: 'evil.com', role: 'viewer' }, ada);
  const email = address('invited');
  await stack.call(memberContracts.invite, { email, role: 'viewer' }, ada);
  const [invitation] = await mailsTo(stack, inbox, email);
  expect(invitation?.subject).toBe('somebody invites you to an organisation');
  expect(await lastTo(ben)).toMatch(/^Hello Ben,/);
  const told = inbox.messages().slice(before);
  expect(told).toHaveLength(4);
  const words = JSON.stringify(told);
  expect(words).toContain('the API key \\"evil. com\\" was made'); // a thing may be named like a domain; nothing links it
  expect(words.replaceAll('evil. com', '')).not.toMatch(/evil|\u202e|\u200b/u);
});

import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signUp, type Signed } from './people.ts';

let stack: Stack;
let inbox: MailServer;
let offset = 0;
beforeAll(async () => {
  inbox = await startMail();
  const clock = () => new Date(Date.now() + offset);
  stack = await startStack({ services: ['auth'], env: { SMTP_URL: inbox.smtpUrl }, clock });
});
afterAll(async () => {
  await stack.stop();
  await inbox.close();
});

const invite = (owner: Signed, email: string) =>
  stack.call(memberContracts.invite, { email, role: 'viewer' }, owner);
const waitOf = ({ mailAt, createdAt }: { mailAt: string | null; createdAt: string }) =>
  mailAt === null ? null : Date.parse(mailAt) - Date.parse(createdAt);
const mailed = (email: string) => inbox.messages().filter(({ to }) => to.includes(email));
/** As if these mails had waited until their time; it does not come by itself within a test. */
const timeHasCome = (email: string) =>
  inTable(
    stack,
    `UPDATE pgboss.job j SET start_after = now() FROM mails m
     WHERE j.name = 'auth.mail' AND j.state = 'created' AND m.recipient = $1 AND j.data::text LIKE '%' || m.id || '%'`,
    [email],
  );
/** The clocks of all go on by this much; what a node knows by then it has to hear anew. */
async function pass(ms: number): Promise<void> {
  offset += ms;
  await stack.running.node.identity.pollNow();
}
const waitingFor = (email: string) =>
  inTable(stack, `SELECT 1 FROM mails WHERE recipient = $1 AND state = 'queued'`, [email]);

it('strangers who use an address’s three mails of a day up keep nobody from inviting it: the mail waits and the answer says until when', async () => {
  const email = address('target');
  const stranger = await signUp(stack);
  const strangers = [
    await invite(stranger, email),
    await invite(stranger, email),
    await invite(stranger, email),
  ];
  expect(strangers.map(waitOf)).toEqual([0, 0, 0]);
  const ada = await signUp(stack);
  const invited = await invite(ada, email);
  expect(invited).toMatchObject({ status: 'pending' });
  const wait = waitOf(invited) ?? 0;
  expect(wait).toBeGreaterThan(DAY_MS - 60_000);
  expect(wait).toBeLessThanOrEqual(DAY_MS);
  const { data } = await stack.call(memberContracts.invitations, { limit: 1 }, ada);
  expect(data[0]?.mailAt).toBe(invited.mailAt);
  // what the stranger asks for from now on is after it
  const next = await invite(stranger, email);
  expect(Date.parse(next.mailAt ?? '')).toBe(Date.parse(invited.mailAt ?? ''));
  const left = (count: number) =>
    until(
      () => waitingFor(email),
      (rows) => rows.length === count,
    );
  await left(2);
  expect(mailed(email).length).toBeLessThanOrEqual(3);
  await timeHasCome(email);
  await left(0);
  const organizations: string[] = [];
  for (const { text } of mailed(email)) {
    const token = /^sipi_\S+$/m.exec(text)?.[0] ?? '';
    const accepted = await stack
      .call(memberContracts.acceptInvitation, { token, name: 'Grace', password: PASSWORD })
      .catch(() => null); // of those that the stranger replaced
    if (accepted && 'organization' in accepted) organizations.push(accepted.organization.id);
  }
  expect(organizations).toContain(ada.organization.id);
});

it('an organisation waits once for an address, and a mail whose invitation was replaced or withdrawn is never sent', async () => {
  const [email, owner] = [address('again'), await signUp(stack)];
  for (let i = 0; i < 3; i += 1) await invite(owner, email);
  await until(
    () => waitingFor(email),
    (left) => left.length === 0,
  );
  const [first, second, third] = [
    await invite(owner, email),
    await invite(owner, email),
    await invite(owner, email),
  ];
  expect([second.mailAt, third.mailAt]).toEqual([first.mailAt, first.mailAt]);
  const other = await invite(await signUp(stack), email);
  expect(other.mailAt).toBe(first.mailAt); // the second turn of the next day, not the fourth
  await stack.call(memberContracts.withdrawInvitation, { id: third.id }, owner);
  const sent = mailed(email).length;
  await timeHasCome(email);
  await until(
    () => waitingFor(email),
    (left) => left.length === 0,
  );
  expect(mailed(email).length - sent).toBe(1);
});

it('an address gets three mails a day from however many, day by day, and none that would come too late', async () => {
  const [email, owners] = [
    address('flooded'),
    await Promise.all(Array.from({ length: 8 }, () => signUp(stack))),
  ];
  const waits: (number | null)[] = [];
  for (const owner of owners) waits.push(waitOf(await invite(owner, email)));
  const days = (wait: number | null) => (wait === null ? null : Math.ceil(wait / DAY_MS));
  expect(waits.map(days)).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
  await pass(DAY_MS + 1_000);
  expect(days(waitOf(await invite(await signUp(stack), email)))).toBe(1);
  expect(days(waitOf(await invite(await signUp(stack), email)))).toBe(2);
  await inTable(stack, `UPDATE mail_counts SET mails = 24 WHERE kind = 'invited_address' AND mails > 3`);
  for (let i = 0; i < 3; i += 1)
    expect(await invite(await signUp(stack), email)).toMatchObject({ status: 'pending', mailAt: null });
  await until(
    () => waitingFor(email),
    (rows) => rows.length === 7,
  );
  await pass(8 * DAY_MS);
  expect(days(waitOf(await invite(await signUp(stack), email)))).toBe(0);
});

it('what an organisation invites and withdraws again, or sends to the same mailbox under tags, keeps nobody else waiting for longer', async () => {
  const [email, stranger] = [address('anna'), await signUp(stack)];
  const [name, host] = email.split('@');
  for (let i = 0; i < 12; i += 1) {
    const { id } = await invite(stranger, `${name}+${i}@${host}`);
    await stack.call(memberContracts.withdrawInvitation, { id }, stranger);
  }
  const wait = waitOf(await invite(await signUp(stack), email)) ?? 0;
  expect(wait).toBeGreaterThan(DAY_MS - 60_000); // three were sent
  expect(wait).toBeLessThanOrEqual(DAY_MS);
});

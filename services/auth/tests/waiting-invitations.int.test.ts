import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { type Invitation, memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { mailboxOf } from '../mails/domain/mail-slot.ts';
import { organizationOfInvitation } from '../members/invitation-token.ts';
import { address, inTable, PASSWORD, signed, signUp, type Signed } from './people.ts';

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
/** How long a mail waits by the organisation's own count, in milliseconds; null: it is never sent. */
function waitOf({ mail, mailAt, createdAt }: Invitation): number | null {
  if (mail === 'not_sent') return null;
  return mailAt === null ? 0 : Date.parse(mailAt) - Date.parse(createdAt);
}
/** Signed in anew: sessions end while days pass. */
const again = async ({ user: { email } }: Signed) =>
  signed(await stack.call(sessionContracts.login, { email, password: PASSWORD }));
const newestOf = async (owner: Signed) =>
  (await stack.call(memberContracts.invitations, { limit: 1 }, owner)).data[0];
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

const gone = (email: string, waiting = 0) =>
  until(
    () => waitingFor(email),
    (rows) => rows.length === waiting,
  );
const days = (wait: number | null) => (wait === null ? null : Math.ceil(wait / DAY_MS));
/** Every invitation to the address has been looked at, and those that got no turn wait for the next time. */
const settled = (email: string, waiting: number) =>
  until(
    () =>
      inTable<{ due: string; waiting: string }>(
        stack,
        `SELECT count(*) FILTER (WHERE j.start_after <= now()) AS due, count(*) AS waiting
         FROM pgboss.job j JOIN mails m ON j.data::text LIKE '%' || m.id || '%'
         WHERE j.name = 'auth.mail' AND j.state IN ('created', 'active', 'retry') AND m.recipient = $1`,
        [email],
      ),
    ([row]) => Number(row?.due) === 0 && Number(row?.waiting) === waiting,
  );
/** The organisations whose invitations came to the address, in their order. */
async function invitedBy(email: string): Promise<string[]> {
  const tokens = mailed(email).map(({ text }) => /^sipi_\S+$/m.exec(text)?.[0] ?? '');
  return tokens.map((token) => organizationOfInvitation(token) ?? '');
}

it('an organisation that invites an address and withdraws that 26 times keeps nobody from inviting it: the mail comes, and is accepted', async () => {
  const [email, ada, stranger] = [address('anna'), await signUp(stack), await signUp(stack)];
  const [name, host] = email.split('@');
  for (let i = 0; i < 26; i += 1) {
    const { id } = await invite(stranger, i % 2 === 0 ? email : `${name}+${i}@${host}`);
    await until(
      () => waitingFor(email),
      (rows) => rows.length === 0 || i > 1,
    );
    await stack.call(memberContracts.withdrawInvitation, { id }, stranger);
  }
  expect(await invite(ada, email)).toMatchObject({ status: 'pending' });
  await until(
    () => invitedBy(email),
    (from) => from.includes(ada.organization.id),
  );
  const token = /^sipi_\S+$/m.exec(mailed(email).at(-1)?.text ?? '')?.[0] ?? '';
  const accepted = await stack.call(memberContracts.acceptInvitation, {
    token,
    name: 'Grace',
    password: PASSWORD,
  });
  expect(signed(accepted).organization.id).toBe(ada.organization.id);
});

it('nobody learns from an invitation that others invite the same address, and each is mailed in its turn: who had none goes first', async () => {
  const email = address('wanted');
  const [first, second, third, late] = await Promise.all([1, 2, 3, 4].map(() => signUp(stack)));
  if (!first || !second || !third || !late) throw new Error('four people');
  for (const owner of [first, second, third]) {
    await invite(owner, email);
    await gone(email);
  }
  // the day's three are used up: one of those again, and then one who had no turn
  const again = await invite(second, email);
  await settled(email, 1);
  const invited = await invite(late, email);
  await settled(email, 2);
  expect([again, invited].map(waitOf)).toEqual([0, 0]);
  expect(invited).toMatchObject({ mail: 'waiting', mailAt: null });
  expect(await newestOf(late)).toMatchObject({ mail: 'waiting', mailAt: null });
  expect(mailed(email)).toHaveLength(3);
  // it is asked again too early
  await timeHasCome(email);
  await settled(email, 2);
  expect(mailed(email)).toHaveLength(3);
  // one of the next day's is left
  await pass(DAY_MS + 1_000);
  await inTable(
    stack,
    `UPDATE mail_counts SET mails = 2, window_started_at = $2 WHERE kind = 'invited_address' AND who = sha256($1::text::bytea)`,
    [mailboxOf(email), new Date(Date.now() + offset)],
  );
  await timeHasCome(email);
  await settled(email, 1);
  expect((await invitedBy(email)).slice(3)).toEqual([late.organization.id]);
  await pass(DAY_MS + 1_000);
  await timeHasCome(email);
  await gone(email);
  expect((await invitedBy(email)).slice(4)).toEqual([second.organization.id]);
});

it('an invitation whose mail waits for twelve days says so, claims no time, and lasts seven days from its mail', async () => {
  const [email, ada] = [address('starved'), await signUp(stack)];
  const used = (mails: number) =>
    inTable(
      stack,
      `INSERT INTO mail_counts (kind, who, window_started_at, mails) VALUES ('invited_address', sha256($1::text::bytea), $2, $3)
       ON CONFLICT (kind, who) DO UPDATE SET mails = $3, window_started_at = $2`,
      [mailboxOf(email), new Date(Date.now() + offset), mails],
    );
  await used(3);
  const { id } = await invite(ada, email);
  for (let day = 0; day < 12; day += 1) {
    await settled(email, 1);
    expect(await newestOf(await again(ada))).toMatchObject({
      id,
      status: 'pending',
      mail: 'waiting',
      mailAt: null,
    });
    await pass(DAY_MS);
    await used(day < 11 ? 3 : 0);
    await timeHasCome(email);
  }
  await gone(email);
  const sent = await newestOf(await again(ada));
  expect(sent).toMatchObject({ id, status: 'pending', mail: 'sent' });
  const mailedAt = Date.parse(sent?.mailAt ?? '');
  expect(Math.abs(Date.now() + offset - mailedAt)).toBeLessThan(60_000);
  expect(Math.abs(Date.parse(sent?.expiresAt ?? '') - mailedAt - 7 * DAY_MS)).toBeLessThan(60_000);
  const token = /^sipi_\S+$/m.exec(mailed(email).at(-1)?.text ?? '')?.[0] ?? '';
  await pass(6 * DAY_MS);
  const accepted = await stack.call(memberContracts.acceptInvitation, {
    token,
    name: 'Eve',
    password: PASSWORD,
  });
  expect(signed(accepted).organization.id).toBe(ada.organization.id);
});

it('an invitation that was withdrawn while it waited takes nobody’s turn', async () => {
  const [email, owners] = [address('ghosts'), await Promise.all([1, 2, 3, 4, 5, 6].map(() => signUp(stack)))];
  const [a, b, c, ...ghosts] = owners as [Signed, Signed, Signed, ...Signed[]];
  for (const owner of [a, b, c]) {
    await invite(owner, email);
    await gone(email);
  }
  const ids = [];
  for (const ghost of ghosts) ids.push([ghost, (await invite(ghost, email)).id] as const);
  await settled(email, 3);
  const ada = await signUp(stack);
  await invite(ada, email);
  await settled(email, 4);
  for (const [ghost, id] of ids) await stack.call(memberContracts.withdrawInvitation, { id }, ghost);
  await pass(DAY_MS + 1_000);
  await timeHasCome(email);
  await until(
    () => waitingFor(email),
    (rows) => rows.length <= 1, // hers, where it was looked at before those of the others
  );
  await timeHasCome(email);
  await gone(email);
  expect((await invitedBy(email)).slice(3)).toEqual([ada.organization.id]);
});

it('an organisation waits once for an address, and a mail whose invitation was replaced or withdrawn is never sent', async () => {
  const [email, owner] = [address('again'), await signUp(stack)];
  for (let i = 0; i < 2; i += 1) await invite(owner, email);
  await gone(email);
  const sent = mailed(email).length;
  const [first, second, third] = [
    await invite(owner, email),
    await invite(owner, email),
    await invite(owner, email),
  ];
  expect(days(waitOf(first))).toBe(1);
  expect([second.mailAt, third.mailAt]).toEqual([first.mailAt, first.mailAt]);
  await stack.call(memberContracts.withdrawInvitation, { id: third.id }, owner);
  const other = await invite(owner, email);
  expect(days(waitOf(other))).toBe(1); // the turn that was given back
  await pass(DAY_MS + 1_000);
  await timeHasCome(email);
  await gone(email);
  expect(mailed(email).length - sent).toBe(1);
});

it('an organisation sends a mailbox two mails a day, day by day, and none that would come too late', async () => {
  const [email, owner] = [address('flooded'), await signUp(stack)];
  const [name, host] = email.split('@');
  const waits: (number | null)[] = [];
  for (let i = 0; i < 18; i += 1) waits.push(waitOf(await invite(owner, `${name}+${i}@${host}`)));
  expect(waits.map(days)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, null, null]);
  await pass(8 * DAY_MS);
  expect(days(waitOf(await invite(await signUp(stack), email)))).toBe(0);
});

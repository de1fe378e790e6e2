import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startMail } from '@sip/ad-sandbox/mail/server';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { stackForTest } from '../../../tests/support/stack.ts';
import { address, inTable, signUp } from './people.ts';

type Row = { state: string; sealed: boolean; sent: boolean };
const mails = (stack: Parameters<typeof inTable>[0]) =>
  inTable<Row>(
    stack,
    'SELECT state, sealed_text IS NOT NULL AS sealed, sent_at IS NOT NULL AS sent FROM mails',
  );

it('without a mail server a mail stays, sealed and unsent', async () => {
  const stack = await stackForTest({ services: ['auth'] });
  await signUp(stack);
  await expect
    .poll(() => mails(stack), { timeout: 5_000 })
    .toEqual([{ state: 'unsent', sealed: true, sent: false }]);
});

it('a mail that a server refused for a while is sent later, to its one reader, once, and an invitation needs no second turn for it', async () => {
  const inbox = await startMail();
  const smtpPort = new URL(inbox.smtpUrl).port;
  let refusals = 0;
  const gate = createServer((socket) => {
    refusals += 1;
    socket.end('421 busy\r\n');
    if (refusals === 1) gate.close();
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const { port } = gate.address() as AddressInfo;
  const stack = await stackForTest({ services: ['auth'], env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  const ada = await signUp(stack);
  await expect.poll(() => refusals, { timeout: 5_000 }).toBe(1);
  expect(await mails(stack)).toEqual([{ state: 'queued', sealed: true, sent: false }]);
  const friend = address('friend');
  await stack.call(memberContracts.invite, { email: friend, role: 'viewer' }, ada);
  const turned = 'SELECT turn_at FROM mails WHERE recipient = $1 AND turn_at IS NOT NULL';
  await expect.poll(() => inTable(stack, turned, [friend]), { timeout: 5_000 }).toHaveLength(1);
  // others use the mailbox's turns up meanwhile
  await inTable(stack, `UPDATE mail_counts SET mails = 3 WHERE kind = 'invited_address'`);
  const relay = createServer((socket) => {
    const upstream = connect(Number(smtpPort), '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    for (const end of [socket, upstream]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => relay.listen(port, '127.0.0.1', resolve));
  await expect
    .poll(() => mails(stack), { timeout: 15_000 })
    .toEqual(Array(2).fill({ state: 'sent', sealed: false, sent: true }));
  const readers = inbox.messages().map(({ to }) => to);
  expect(readers.toSorted()).toEqual([[ada.user.email], [friend]]);
  relay.close();
  await inbox.close();
});

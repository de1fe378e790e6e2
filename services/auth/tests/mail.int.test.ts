import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startMail } from '@sip/ad-sandbox/mail/server';
import { stackForTest } from '../../../tests/support/stack.ts';
import { inTable, signUp } from './people.ts';

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

it('a mail that a server refused for a while is sent later, to its one reader, once', async () => {
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
  const relay = createServer((socket) => {
    const upstream = connect(Number(smtpPort), '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    for (const end of [socket, upstream]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => relay.listen(port, '127.0.0.1', resolve));
  await expect
    .poll(() => mails(stack), { timeout: 15_000 })
    .toEqual([{ state: 'sent', sealed: false, sent: true }]);
  expect(inbox.messages()).toMatchObject([
    { to: [ada.user.email], subject: 'Welcome to Analytical Engines' },
  ]);
  relay.close();
  await inbox.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, expect, it } from 'vitest';
import { startMail, type MailServer } from './server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'mail-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const send = async (server: MailServer, to: string, subject: string, text: string): Promise<void> => {
  const transport = createTransport(server.smtpUrl);
  await transport.sendMail({ from: 'app@example.com', to, subject, text });
  transport.close();
};
const messages = async (server: MailServer, query = ''): Promise<Record<string, unknown>[]> =>
  (await (await fetch(`${server.inboxUrl}/messages${query}`)).json()) as Record<string, unknown>[];

it('a mail that was accepted is readable by recipient, also after a restart', async () => {
  const first = await startMail({ dataDir });
  await send(first, 'ada@example.com', 'Confirm – please', 'Open https://example.com/confirm?token=a.b-c\n');
  await send(first, 'bob@example.com', 'Hello', 'Hi');
  await first.close();
  const second = await startMail({ dataDir });
  expect(await messages(second, '?to=Ada@example.com')).toMatchObject([
    { id: '1', to: ['ada@example.com'], from: 'app@example.com', subject: 'Confirm – please' },
  ]);
  expect(String((await messages(second))[0]?.['text'])).toContain('token=a.b-c');
  await fetch(`${second.inboxUrl}/messages`, { method: 'DELETE' });
  expect(await messages(second)).toEqual([]);
  await second.close();
});

it('the page shows a mail as text and never as HTML', async () => {
  const server = await startMail();
  await send(server, 'ada@example.com', '<b>Bold</b>', '<script>alert(1)</script> https://example.com/x');
  const page = await (await fetch(server.inboxUrl)).text();
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script>');
  expect(page).toContain('<a href="https://example.com/x">');
  await server.close();
});

import { join } from 'node:path';
import { Journal } from '../journal.ts';
import { listen, type Listening } from '../listen.ts';
import type { Call, Reply } from '../wire.ts';
import { inboxPage } from './inbox-page.ts';
import { startSmtpSink, type ReceivedMail } from './smtp-sink.ts';

export type StoredMail = ReceivedMail & { id: string; receivedAt: string };

export type MailOptions = {
  host?: string;
  smtpPort?: number;
  inboxPort?: number;
  dataDir?: string;
  now?: () => Date;
};

export type MailServer = Listening & {
  smtpUrl: string;
  inboxUrl: string;
  messages: () => readonly StoredMail[];
};

const KEPT = 500;

/** Starts a mail sink: SMTP takes everything, HTTP shows it. The last 500 are kept, on disk with `dataDir`. */
export async function startMail(options: MailOptions = {}): Promise<MailServer> {
  const now = options.now ?? ((): Date => new Date());
  const host = options.host ?? '127.0.0.1';
  const journal = new Journal<StoredMail>(
    options.dataDir === undefined ? undefined : join(options.dataDir, 'mail.ndjson'),
  );
  let last = Math.max(0, ...journal.entries.map((mail) => Number(mail.id)));
  const smtp = await startSmtpSink(host, options.smtpPort ?? 0, async (mail) => {
    last += 1;
    await journal.append({ id: String(last), ...mail, receivedAt: now().toISOString() });
    if (journal.entries.length >= KEPT * 2) await journal.rewrite((mails) => mails.slice(-KEPT));
  });
  const kept = (): readonly StoredMail[] => journal.entries.slice(-KEPT);
  const http = await listen({ host, port: options.inboxPort ?? 0 }, async (call) =>
    inbox(call, kept, journal),
  );
  const close = async (): Promise<void> => {
    await smtp.close();
    await http.close();
    await journal.close();
  };
  return { ...http, close, smtpUrl: `smtp://${host}:${smtp.port}`, inboxUrl: http.url, messages: kept };
}

async function inbox(
  call: Call,
  kept: () => readonly StoredMail[],
  journal: Journal<StoredMail>,
): Promise<Reply> {
  const to = call.query.get('to')?.toLowerCase();
  const shown = kept().filter((mail) => to === undefined || mail.to.some((one) => one.toLowerCase() === to));
  switch (`${call.method} ${call.path}`) {
    case 'GET /':
      return {
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        },
        body: inboxPage(shown),
      };
    case 'GET /messages':
      return { status: 200, body: shown };
    case 'DELETE /messages':
      await journal.rewrite(() => []);
      return { status: 204 };
    default:
      return { status: 404, body: { error: 'not found' } };
  }
}

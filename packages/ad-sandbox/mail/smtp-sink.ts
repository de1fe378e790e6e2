import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { to: string[]; from: string; subject: string; text: string };

const SIZE_LIMIT = 5 * 1024 * 1024;

/** An SMTP server without login or encryption; says 250 only after `keep` has kept the mail. */
export async function startSmtpSink(
  host: string,
  port: number,
  keep: (mail: ReceivedMail) => Promise<void>,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_LIMIT,
    closeTimeout: 100,
    onData: (stream, session, callback) => {
      const { envelope } = session;
      const to = envelope.rcptTo.map((recipient) => recipient.address);
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      receive(stream)
        .then(({ subject, text }) => keep({ to, from, subject, text }))
        .then(
          () => callback(),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.server.address() as AddressInfo;
  return { port: taken, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function receive(stream: AsyncIterable<Buffer>): Promise<{ subject: string; text: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const mail = await PostalMime.parse(Buffer.concat(chunks));
  return { subject: mail.subject ?? '', text: mail.text ?? mail.html ?? '' };
}

import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** `html` and `files` of a mail that has them; a file is kept as its text. */
export type MailContent = { subject: string; text: string; html?: string; files?: MailFile[] };
export type MailFile = { name: string; type: string; text: string };
export type ReceivedMail = MailContent & { to: string[]; from: string };

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
        .then((content) => keep({ to, from, ...content }))
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

async function receive(stream: AsyncIterable<Buffer>): Promise<MailContent> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const mail = await PostalMime.parse(Buffer.concat(chunks));
  const files = mail.attachments.map(({ filename, mimeType, content }) => ({
    name: filename ?? '',
    type: mimeType,
    text:
      typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
  }));
  return {
    subject: mail.subject ?? '',
    text: mail.text ?? mail.html ?? '',
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(files.length === 0 ? {} : { files }),
  };
}

import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AuthDeps } from '../../deps.ts';
import type { AuthSettings } from '../../settings.ts';
import type { MailParts } from '../domain/mails.ts';
import type { Mail } from '../store.ts';

/** Hands one mail to a mail server. @throws what the server or the connection says, so that the job is tried again */
export type SendMail = (mail: Mail) => Promise<void>;

/**
 * Sends mail over SMTP_URL; undefined when it is not set. The same mail always has the same
 * Message-ID, so that a mailbox can drop a second copy after a crash.
 */
export function smtpSender(
  settings: Pick<AuthSettings, 'SMTP_URL' | 'MAIL_FROM' | 'publicUrl'>,
): SendMail | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, publicUrl } = settings;
  if (!url) return undefined;
  return async ({ id, to, subject, text, parts }) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(url, { from });
    const messageId = `<${id}@${new URL(publicUrl).hostname}>`;
    try {
      await transport.sendMail({ to, subject, text, messageId, ...(parts ? partsOf(parts) : {}) });
    } finally {
      transport.close();
    }
  };
}

const partsOf = ({ html, file }: MailParts) => ({
  html,
  attachments: [{ filename: file.name, contentType: file.type, content: file.content }],
});

/** Sends one mail; that of an invitation when it is its turn. Without a mail server the mail stays in the table, unsent, and the log says so. */
export function mailJob(deps: AuthDeps, send: SendMail | undefined) {
  return worker(jobs.mail, async function sendMail({ job, logger }) {
    const { organizationId, mailId } = job.payload;
    const mail = await deps.mails.find(organizationId, mailId, deps.clock());
    if (mail && send && !(await deps.mails.takeTurn(organizationId, mail, job, deps.clock()))) return;
    if (mail && send) await send(mail);
    if (mail && !send) logger.warn({ mailId }, 'SMTP_URL is not set: a mail stays unsent');
    await deps.database.transaction(async (tx) => {
      if (!mail) await deps.mails.drop(tx, organizationId, mailId, deps.clock());
      if (mail && send) await deps.mails.markSent(tx, organizationId, mailId, deps.clock());
      if (mail && !send) await deps.mails.markUnsent(tx, organizationId, mailId);
      await job.complete(tx);
    });
  });
}

import { v7 as uuidv7 } from 'uuid';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import type { MailText } from '../domain/mails.ts';
import type { Sealing } from '../../../../lib/sealing.ts';

export type Mail = { id: string; to: string; subject: string; text: string };
/** Puts a mail and the job that sends it into a transaction. */
export type QueueMail = (
  tx: Tx,
  organizationId: string,
  to: string,
  mail: MailText,
  now: Date,
) => Promise<void>;

/** Mails that wait to be sent; their text is sealed (it may carry a token) and wiped when it is sent. */
export function mailStore(database: Database, jobs: Jobs, sealing: Sealing) {
  const queue: QueueMail = async (tx, organizationId, to, mail, now) => {
    const id = uuidv7();
    await tx.query(
      `INSERT INTO mails (organization_id, id, recipient, subject, sealed_text, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [organizationId, id, to, mail.subject, sealing.seal(mail.text, id), now],
    );
    await jobs.enqueue(tx, jobKinds.mail, { organizationId, mailId: id });
  };
  return {
    queue,
    /** Undefined when there is nothing to send any more. */
    load: async (organizationId: string, id: string): Promise<Mail | undefined> => {
      const [row] = await database.query<{ recipient: string; subject: string; sealed_text: string }>(
        `SELECT recipient, subject, sealed_text FROM mails
         WHERE organization_id = $1 AND id = $2 AND state <> 'sent'`,
        [organizationId, id],
      );
      return (
        row && { id, to: row.recipient, subject: row.subject, text: sealing.openText(row.sealed_text, id) }
      );
    },
    mark: async (tx: Tx, organizationId: string, id: string, state: 'sent' | 'unsent', now: Date) => {
      await tx.query(
        `UPDATE mails SET state = $3, sent_at = CASE WHEN $3 = 'sent' THEN $4::timestamptz END,
           sealed_text = CASE WHEN $3 = 'sent' THEN NULL ELSE sealed_text END
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, id, state, now],
      );
    },
  };
}

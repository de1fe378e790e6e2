import { createHash } from 'node:crypto';
import { AppError } from '../../../lib/errors.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import type { Tx } from '../../../storage/database.ts';
import { instant, statement } from '../../../storage/statement.ts';
import type { MailLimit } from './domain/mail-limit.ts';

/**
 * Counts one more, unless the limit ($5) is reached in a window that has not ended: then it gives no row. A window that has
 * ended ($4) is replaced by a new one, and a few old ones of others are deleted, in which nothing can wait any more.
 */
const TAKE = statement(
  `WITH old AS (DELETE FROM mail_counts WHERE (kind, who) IN (SELECT kind, who FROM mail_counts
     WHERE window_started_at < $3::timestamptz - interval '9 days' ORDER BY window_started_at LIMIT 20
     FOR UPDATE SKIP LOCKED))
   INSERT INTO mail_counts AS c (kind, who, window_started_at, mails) VALUES ($1, $2, $3, 1)
   ON CONFLICT (kind, who) DO UPDATE SET
     mails = CASE WHEN c.window_started_at <= $4 THEN 1 ELSE c.mails + 1 END,
     window_started_at = CASE WHEN c.window_started_at <= $4 THEN $3 ELSE c.window_started_at END
   WHERE c.mails < $5 OR c.window_started_at <= $4
   RETURNING window_started_at`,
  { window_started_at: instant },
);
const FIND = statement('SELECT window_started_at FROM mail_counts WHERE kind = $1 AND who = $2', {
  window_started_at: instant,
});

/** Counts a mail for all nodes together. False when `who` (an address, an organisation) has had its share. */
export async function takeMail(tx: Tx, limit: MailLimit, who: string, now: Date): Promise<boolean> {
  const windowStart = new Date(now.getTime() - limit.windowMs);
  const [taken] = await tx.query(TAKE, [limit.kind, hashOf(who), now, windowStart, limit.mails]);
  return taken !== undefined;
}

/** The same. @throws AppError RATE_LIMIT_EXCEEDED with the seconds until the window ends; the transaction undoes the count */
export async function requireMail(tx: Tx, limit: MailLimit, who: string, now: Date): Promise<void> {
  if (await takeMail(tx, limit, who, now)) return;
  const [row] = await tx.query(FIND, [limit.kind, hashOf(who)]);
  const endsAt = (row?.window_started_at ?? now).getTime() + limit.windowMs;
  const retryAfterSeconds = Math.max(1, Math.ceil((endsAt - now.getTime()) / SECOND_MS));
  throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds });
}

/** How an address or an organisation stands in the counts. */
export const hashOf = (who: string) => createHash('sha256').update(who).digest();

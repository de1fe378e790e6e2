import type { Tx } from '../../../storage/database.ts';
import { instant, integer, statement } from '../../../storage/statement.ts';
import type { MailLimit } from './domain/mail-limit.ts';
import { slotOf } from './domain/mail-slot.ts';
import { hashOf } from './mail-counts.ts';

/** How many windows of $4 have passed since the one that is counted began. */
const PASSED = `floor(extract(epoch FROM $3::timestamptz - c.window_started_at) / extract(epoch FROM $4::interval))`;
/** What still waits in the present window, of the mails that were counted before. */
const WAITING = `GREATEST(0, c.mails - ${PASSED} * $5)`;
/**
 * Counts one more mail, whatever waits already. A window begins with its first mail; while some wait, windows follow one another.
 */
const TAKE_SLOT = statement(
  `INSERT INTO mail_counts AS c (kind, who, window_started_at, mails) VALUES ($1, $2, $3, 1)
   ON CONFLICT (kind, who) DO UPDATE SET
     mails = LEAST(${WAITING} + 1, $6),
     window_started_at = CASE WHEN ${WAITING} = 0 THEN $3 ELSE c.window_started_at + ${PASSED} * $4::interval END
   RETURNING window_started_at, mails`,
  { window_started_at: instant, mails: integer },
);

/**
 * Takes the next mail's turn, for all nodes together: now, while `who` has not had its share, else at the first window in which
 * it has not. Whoever comes later waits longer; nobody is refused.
 * @param usefulMs what would wait for longer than this is not counted, and the time that is given for it lies beyond
 */
export async function takeSlot(
  tx: Tx,
  limit: MailLimit,
  who: string,
  { now, usefulMs }: { now: Date; usefulMs: number },
): Promise<Date> {
  const most = limit.mails * (Math.ceil(usefulMs / limit.windowMs) + 1) + 1;
  const values = [limit.kind, hashOf(who), now, `${limit.windowMs} milliseconds`, limit.mails, most];
  const [row] = await tx.query(TAKE_SLOT, values);
  return row ? slotOf(row.mails, row.window_started_at, limit, now) : now;
}

const GIVE_BACK = 'UPDATE mail_counts SET mails = GREATEST(mails - 1, 0) WHERE kind = $1 AND who = $2';

/** Gives the turn of a mail back that still waits and will not be sent: whoever comes later waits no longer for it. */
export async function giveSlotBack(tx: Tx, limit: MailLimit, who: string): Promise<void> {
  await tx.execute(GIVE_BACK, [limit.kind, hashOf(who)]);
}

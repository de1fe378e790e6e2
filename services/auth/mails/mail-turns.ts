import { HOUR_MS } from '../../../lib/time.ts';
import type { Tx } from '../../../storage/database.ts';
import { instant, integer, statement } from '../../../storage/statement.ts';
import { MAIL_LIMITS } from './domain/mail-limit.ts';
import { mailboxOf } from './domain/mail-slot.ts';
import { hashOf, takeMail } from './mail-counts.ts';

const LIMIT = MAIL_LIMITS.invitedAddress;

/**
 * An organisation begins to wait for a mailbox, or waits on; and how many others go before it: those that had no turn yet, or
 * an older one, and of those alike who waits longer. What waits for longer than it is of use does not count.
 */
const WAIT = statement(
  `WITH old AS (DELETE FROM mail_turns WHERE (mailbox, organization) IN (SELECT mailbox, organization FROM mail_turns
     WHERE GREATEST(turned_at, waits_until) < $3::timestamptz - interval '9 days' AND mailbox <> $1
     LIMIT 20 FOR UPDATE SKIP LOCKED)),
   me AS (INSERT INTO mail_turns AS t (mailbox, organization, waits_since, waits_until) VALUES ($1, $2, $3, $4)
     ON CONFLICT (mailbox, organization) DO UPDATE SET
       waits_since = COALESCE(t.waits_since, $3), waits_until = GREATEST(t.waits_until, $4)
     RETURNING mailbox, organization, turned_at, waits_since)
   SELECT count(t.mailbox)::int AS ahead FROM me LEFT JOIN mail_turns t ON t.mailbox = me.mailbox
     AND t.organization <> me.organization AND t.waits_since IS NOT NULL AND t.waits_until > $3
     AND (COALESCE(t.turned_at, '-infinity'), t.waits_since, t.organization)
       < (COALESCE(me.turned_at, '-infinity'), me.waits_since, me.organization)`,
  { ahead: integer },
);
const USED = statement(
  'SELECT mails, window_started_at FROM mail_counts WHERE kind = $1 AND who = $2 AND window_started_at > $3',
  { mails: integer, window_started_at: instant },
);
const TURN = `UPDATE mail_turns SET turned_at = $3, waits_since = NULL WHERE mailbox = $1 AND organization = $2`;
const LEAVE = `UPDATE mail_turns SET waits_since = NULL WHERE mailbox = $1 AND organization = $2`;

/** An invitation whose mail wants to go out: by which organisation, to which address, and until when it is of use. */
export type Waiting = { organizationId: string; to: string; until: Date };

/**
 * Takes a mailbox's next turn for an organisation: it gets a few invitations a day from all organisations together. One that waits
 * is told when to ask again; who asks is told nothing of the others.
 * @returns null when the mail may go out now, else when to ask again
 */
export async function takeTurn(
  tx: Tx,
  { organizationId, to, until }: Waiting,
  now: Date,
): Promise<Date | null> {
  const mailbox = mailboxOf(to);
  const who = [hashOf(mailbox), hashOf(organizationId)];
  const [waiting] = await tx.query(WAIT, [...who, now, until]);
  const windowStart = new Date(now.getTime() - LIMIT.windowMs);
  const [used] = await tx.query(USED, [LIMIT.kind, hashOf(mailbox), windowStart]);
  const left = LIMIT.mails - (used?.mails ?? 0);
  const mayGo = (waiting?.ahead ?? 0) < left && (await takeMail(tx, LIMIT, mailbox, now));
  if (mayGo) {
    await tx.execute(TURN, [...who, now]);
    return null;
  }
  // whoever goes first may turn out to want nothing any more: an invitation was withdrawn
  const soon = now.getTime() + HOUR_MS;
  const next = left > 0 || !used ? soon : used.window_started_at.getTime() + LIMIT.windowMs;
  return new Date(Math.max(next, now.getTime() + 1));
}

/** The organisation waits no more: what was to be sent is good for nothing. */
export async function leaveTurns(tx: Tx, organizationId: string, to: string): Promise<void> {
  await tx.execute(LEAVE, [hashOf(mailboxOf(to)), hashOf(organizationId)]);
}

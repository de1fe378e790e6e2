import type { Invitation } from '../../../../contracts/auth/members.ts';
import { DAY_MS } from '../../../../lib/time.ts';

/** An invitation can be accepted for this long from when it was made or, where its mail had to wait, from when that went out. */
export const INVITATION_MS = 7 * DAY_MS;
/** A mail waits for a turn no longer than this; then the invitation lapses. */
const LONGEST_WAIT_MS = 30 * DAY_MS;

/** The end of an invitation whose mail goes out now, or (`againAt`) not before then; null where it would wait for too long. */
export function endOf(againAt: Date | null, createdAt: Date, now: Date): Date | null {
  if (againAt !== null && againAt.getTime() - createdAt.getTime() > LONGEST_WAIT_MS) return null;
  return new Date((againAt ?? now).getTime() + INVITATION_MS);
}

/** What is known of the organisation's own mail of an invitation. */
export type MailFacts = {
  /** Its state; null where there is no such mail, or no more. */
  state: 'queued' | 'sent' | 'unsent' | 'nobody' | null;
  sentAt: Date | null;
  /** Before when it does not go out by the organisation's own count; null where that was not kept. */
  notBefore: Date | null;
};

/**
 * Whether the mail went out, and a time only where one is known: when it went out, or the day that the organisation's own count has it
 * wait for. Whether a mailbox has room left is nobody's to know, so that a mail that waits for it has no time.
 */
export function mailOf(
  { state, sentAt, notBefore }: MailFacts,
  { isOpen, expiresAt, now }: { isOpen: boolean; expiresAt: Date; now: Date },
): Pick<Invitation, 'mail' | 'mailAt'> {
  if (state === 'sent') return { mail: 'sent', mailAt: sentAt?.toISOString() ?? null };
  if (state === 'queued' && isOpen) {
    const isAhead = notBefore !== null && notBefore > now;
    return { mail: 'waiting', mailAt: isAhead ? notBefore.toISOString() : null };
  }
  const isKnown = state !== null || (notBefore !== null && notBefore >= expiresAt);
  return { mail: isKnown ? 'not_sent' : null, mailAt: null };
}

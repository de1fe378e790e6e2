import type { MailLimit } from './mail-limit.ts';

/**
 * When the nth mail goes out (from 1) that is counted since a window began: with the window in which it is one of the first, and
 * not before now.
 */
export function slotOf(nth: number, windowStartedAt: Date, { mails, windowMs }: MailLimit, now: Date): Date {
  const windows = Math.floor((nth - 1) / mails);
  const at = windowStartedAt.getTime() + windows * windowMs;
  return new Date(Math.max(at, now.getTime()));
}

/**
 * The mailbox in which an address is read, as far as its form says: what stands after a + is for its owner to sort by, and the largest
 * providers read no dots before the @. Where a provider does, two mailboxes share their counts, which costs nobody much.
 */
export function mailboxOf(email: string): string {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const name = local.replace(/\+.*$/u, '').replaceAll('.', '');
  return `${name}@${OTHER_NAMES.get(domain) ?? domain}`;
}

/** Domains whose addresses are read in the mailboxes of another one: support.google.com/mail/answer/10313. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([['googlemail.com', 'gmail.com']]);

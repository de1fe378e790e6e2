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

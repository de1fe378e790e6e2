import { DAY_MS, HOUR_MS } from '../../../../lib/time.ts';

/** What is counted before a mail is sent, so that nobody mails others through us. */
export type MailLimit = { kind: string; mails: number; windowMs: number };

export const MAIL_LIMITS = {
  /** What anybody can make us send to an address: links to prove it, to reset, to change, and news of such attempts: from one network. */
  account: { kind: 'account', mails: 5, windowMs: HOUR_MS },
  /** Invitations of an organisation. */
  invitingOrganization: { kind: 'inviting_organization', mails: 50, windowMs: DAY_MS },
  /** Invitations of one organisation to one mailbox: the mails beyond wait (`mail-slots.ts`), nothing is refused. */
  invitedByOne: { kind: 'invited_by_one', mails: 2, windowMs: DAY_MS },
  /** Invitations to a mailbox, from all organisations together: more than one can use up. The mails beyond wait (`mail-turns.ts`). */
  invitedAddress: { kind: 'invited_address', mails: 3, windowMs: DAY_MS },
} as const satisfies Record<string, MailLimit>;

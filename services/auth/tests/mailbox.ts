import type { MailServer } from '@sip/ad-sandbox/mail/server';
import { until } from '../../../client/testing/until.ts';
import type { Stack } from '../../../tests/support/stack.ts';
import { inTable } from './people.ts';

/** What an address was mailed: subjects and texts, the oldest first, once nothing is left to be sent. */
export async function mailsTo(stack: Stack, inbox: MailServer, email: string) {
  await until(
    () => inTable(stack, `SELECT 1 FROM mails WHERE state IN ('queued', 'nobody')`),
    (left) => left.length === 0,
  );
  return inbox.messages().filter(({ to }) => to.includes(email));
}

/** The newest token that was mailed to an address. */
export async function tokenFor(stack: Stack, inbox: MailServer, email: string): Promise<string> {
  const mails = await mailsTo(stack, inbox, email);
  return mails.flatMap(({ text }) => /^sip[mi]_\S+$/m.exec(text) ?? []).at(-1) ?? '';
}

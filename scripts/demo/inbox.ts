import { setTimeout as wait } from 'node:timers/promises';
import { DemoFailure } from './failure.ts';

const POLL_MS = 150;
const MAX_WAIT_MS = 15_000;

const HINT = 'npm start says where its inbox is (Mail); INBOX_URL tells the demo';

type Mail = { subject: string; text: string };

/** The token in the text of an invitation mail: the line that holds nothing but a token. */
export function tokenIn(text: string): string | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.find((line) => /^[A-Za-z0-9._~-]{20,200}$/.test(line)) ?? null;
}

/** Waits for a mail to this address with a token, and returns the token. */
export async function tokenFromInbox(inboxUrl: string, address: string): Promise<string> {
  const startedAt = Date.now();
  for (;;) {
    for (const mail of (await mailsTo(inboxUrl, address)).reverse()) {
      const token = tokenIn(mail.text);
      if (token !== null) return token;
    }
    if (Date.now() - startedAt > MAX_WAIT_MS)
      throw new DemoFailure(`no mail with an invitation came for ${address}`, [
        `inbox      ${inboxUrl}`,
        HINT,
      ]);
    await wait(POLL_MS);
  }
}

async function mailsTo(inboxUrl: string, address: string): Promise<Mail[]> {
  const url = new URL(`/messages?to=${encodeURIComponent(address)}`, inboxUrl);
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) {
    throw new DemoFailure('the mail inbox of the sandbox does not answer', [`inbox      ${inboxUrl}`, HINT]);
  }
  return (await response.json()) as Mail[];
}

import type { AccountState } from '../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../contracts/values.ts';
import { PLATFORM_NAMES } from './words.ts';

export type AccountRefusal = { code: 'AD_ACCOUNT_HELD' | 'AD_ACCOUNT_READ_ONLY'; message: string };

/** Holds of an account that its platform has closed, or has not opened: it serves nothing of it, and lets nothing in it be changed. */
const CLOSED: readonly string[] = ['cancelled', 'closed', 'not_enabled'];

/**
 * What a platform's own word proves of an ad account in which it lets nothing be stopped, because it is closed; null of any other
 * account. What was enabled there stays so.
 */
export function accountClosed(
  platform: Platform,
  { hold }: Pick<AccountState, 'hold'>,
): { code: 'AD_ACCOUNT_CLOSED'; message: string } | null {
  if (hold === null || !CLOSED.includes(hold.code)) return null;
  const name = PLATFORM_NAMES[platform];
  const message = `${hold.sentence} ${name} serves nothing of such an account, and lets nothing in it be changed; if it is opened again, what was enabled there serves again.`;
  return { code: 'AD_ACCOUNT_CLOSED', message };
}

/**
 * Why nothing may be published or begin to serve in an ad account; null when nothing that is known speaks against it. A pause
 * asks nobody: it is sent whatever the account is in.
 */
export function accountRefusal(platform: Platform, { access, hold }: AccountState): AccountRefusal | null {
  const name = PLATFORM_NAMES[platform];
  if (hold !== null)
    return { code: 'AD_ACCOUNT_HELD', message: `Nothing serves in this ad account now. ${hold.sentence}` };
  switch (access) {
    case 'read_only':
      return {
        code: 'AD_ACCOUNT_READ_ONLY',
        message: `The person who connected this ad account may only look at it on ${name}; one who may change campaigns must connect it.`,
      };
    case 'limited':
      return {
        code: 'AD_ACCOUNT_READ_ONLY',
        message: `The person who connected this ad account may change no campaigns in it on ${name}; one who may must connect it.`,
      };
    case 'full':
    case 'unknown':
      return null;
  }
}

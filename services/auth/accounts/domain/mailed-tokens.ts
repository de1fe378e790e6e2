import { DAY_MS, MINUTE_MS } from '../../../../lib/time.ts';

/** What a token that was mailed is good for, once. */
export type TokenPurpose = 'verify_address' | 'reset_password' | 'change_address';

/** How long each kind is good. A reset opens an account, so it is short. */
const LIFETIMES_MS: Readonly<Record<TokenPurpose, number>> = {
  verify_address: DAY_MS,
  reset_password: 30 * MINUTE_MS,
  change_address: DAY_MS,
};

/** When a token of this kind, made now, expires. */
export const expiryOf = (purpose: TokenPurpose, now: Date): Date =>
  new Date(now.getTime() + LIFETIMES_MS[purpose]);

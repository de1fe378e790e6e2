import { createHash } from 'node:crypto';
import type { Caller } from '../../../../contracts/caller.ts';
import { MINUTE_MS } from '../../../../lib/time.ts';

/** How long a person has to give consent on the platform's page. */
const CONSENT_MS = 10 * MINUTE_MS;
/** A token that expires within this time is renewed before it is used. */
const RENEW_BEFORE_MS = 2 * MINUTE_MS;

/**
 * A state says as of when it was made (the number of the last revocation), which is under its hash like the rest; one of an earlier
 * release does not, and is as old as can be.
 */
export const stateAsOf = (secret: string, asOf: number): string => `${secret}.${asOf}`;
const AS_OF = /\.(\d{1,15})$/;
export const asOfState = (state: string): number => Number(AS_OF.exec(state)?.[1] ?? 0);

/** Only this hash of a state is stored: it recognises the state, but a reader of the table cannot use it. */
export function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}

/**
 * The hash of a state as the session that began it keeps it: it is that session's alone, and ends with it, so that whoever signs in
 * later, or stole another sign-in, finishes nothing that was begun before. A state of an earlier release is kept without a session;
 * none of this release is taken for one, because it would have another hash without its end.
 */
export const hashInSession = (state: string, caller: Caller): string =>
  hashOf(caller.kind === 'user' && AS_OF.test(state) ? `${state}.${caller.sessionId}` : state);

/** The PKCE S256 challenge of a verifier (RFC 7636 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** The latest time at which a connection that begins now can be completed. */
export function consentDeadline(now: Date): Date {
  return new Date(now.getTime() + CONSENT_MS);
}

/** Whether an access token should be renewed before the next call. */
export function needsRenewal(expiresAt: Date, now: Date): boolean {
  return expiresAt.getTime() - now.getTime() <= RENEW_BEFORE_MS;
}

/** The accounts that campaigns can be published to: those whose currency is known. */
export function usableAccounts<A extends { currency: string }>(accounts: readonly A[]): A[] {
  return accounts.filter(({ currency }) => /^[A-Z]{3}$/.test(currency));
}

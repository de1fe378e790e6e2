import { createHash } from 'node:crypto';
import { sha256 } from '../../../../lib/canonical-json.ts';

/** What a passkey's signature is for. Whoever has the signature can show that it was for this and for nothing else. */
export type PasskeySubject =
  | { purpose: 'sign_in' }
  | { purpose: 'add_factor'; factorId: string }
  | { purpose: string; hash: string; sessionId: string };

export const NONCE_BYTES = 16;

/** The challenge: fresh bytes, so that no signature is for two times, and the SHA-256 of what is signed. */
export const challengeFor = (subject: PasskeySubject, nonce: Buffer): string =>
  Buffer.concat([nonce, digestOf(subject)]).toString('base64url');

/** Whether a challenge is for this. */
export function isChallengeFor(subject: PasskeySubject, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  return bytes.length === NONCE_BYTES + 32 && bytes.subarray(NONCE_BYTES).equals(digestOf(subject));
}

const digestOf = (subject: PasskeySubject) => Buffer.from(sha256(subject), 'hex');

/** The challenge of a sign-in that waits for its second factor: its token is fresh and is used once. */
export const challengeOfToken = (mfaToken: string): string =>
  createHash('sha256').update(`passkey|${mfaToken}`).digest('base64url');

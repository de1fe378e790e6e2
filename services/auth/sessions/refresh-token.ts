import { randomBytes } from 'node:crypto';
import { deriveKey, Sealing } from '../../../lib/sealing.ts';
import { tokenHash } from '../opaque-token.ts';

const PREFIX = 'sipr_';

/** A new refresh token: 256 random bits. */
export function newRefreshToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/**
 * Encrypts the successor of a refresh token under a key that only the token itself gives, so that a client whose answer got
 * lost can be given it again, and a copy of the database gives it to nobody.
 */
export function sealSuccessor(token: string, successor: string): string {
  return sealingUnder(token).seal(successor, placeOf(token));
}

/** The successor that was sealed under a refresh token. @throws SealBroken when it was sealed under another one */
export function openSuccessor(token: string, sealed: string): string {
  return sealingUnder(token).openText(sealed, placeOf(token));
}

function sealingUnder(token: string): Sealing {
  return new Sealing(deriveKey(token, 'refresh token replay'), { unnamed: true });
}

const placeOf = (token: string) => tokenHash(token).toString('hex');

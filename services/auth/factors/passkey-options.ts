import { randomBytes } from 'node:crypto';
import type { User } from '../../../contracts/auth/identity.ts';
import type { PasskeyCreation, PasskeyRequest } from '../../../contracts/auth/webauthn.ts';
import { uuidBytes } from '../opaque-token.ts';
import { challengeFor, NONCE_BYTES, type PasskeySubject } from './domain/passkey-challenge.ts';
import type { RelyingParty } from './domain/relying-party.ts';
import { PASSKEY_MS } from './store/passkey-challenges.ts';
import type { Passkey } from './store/passkeys.ts';

/** ES256 and RS256, which all authenticators have between them (COSE). */
export const ALGORITHMS = [-7, -257];
const TYPE = 'public-key' as const;

/** A fresh challenge for something. */
export const newChallenge = (subject: PasskeySubject): string =>
  challengeFor(subject, randomBytes(NONCE_BYTES));

const descriptorsOf = (passkeys: readonly Passkey[]) =>
  passkeys.map(({ id, transports }) => ({ type: TYPE, id, transports }));

/** What a browser asks a passkey. @param passkeys that may answer; none: any of this site */
export const passkeyRequest = (
  { id: rpId }: RelyingParty,
  challenge: string,
  passkeys: readonly Passkey[],
): PasskeyRequest => ({
  challenge,
  rpId,
  timeout: PASSKEY_MS,
  userVerification: 'required',
  allowCredentials: descriptorsOf(passkeys),
});

/** What a browser makes a passkey of; one that this person has is not made again. */
export const passkeyCreation = (
  { id }: RelyingParty,
  challenge: string,
  user: User,
  passkeys: readonly Passkey[],
): PasskeyCreation => ({
  challenge,
  rp: { id, name: 'Sales Intelligence Platform' },
  user: { id: uuidBytes(user.id).toString('base64url'), name: user.email, displayName: user.name },
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: TYPE, alg })),
  timeout: PASSKEY_MS,
  attestation: 'none',
  excludeCredentials: descriptorsOf(passkeys),
  authenticatorSelection: {
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required',
  },
});

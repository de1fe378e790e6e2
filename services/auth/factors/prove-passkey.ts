import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { NewPasskey, PasskeyAssertion } from '../../../contracts/auth/webauthn.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import { ALGORITHMS } from './passkey-options.ts';
import type { Passkey } from './store/passkeys.ts';

/** Whether a challenge was asked for what the signature is now brought for; it is used up by the question. */
export type AcceptChallenge = (challenge: string) => boolean | Promise<boolean>;

export type ProvedPasskey = { method: 'passkey'; userId: string; use: (tx: Tx) => Promise<void> };

/**
 * Checks what a passkey signed: the challenge, this site, that its person was verified (fingerprint, PIN), and a count of
 * signatures that grew where its device counts them.
 * @throws AppError FACTOR_INVALID
 */
export async function provePasskey(
  { factors: { passkeys, relyingParty } }: AuthDeps,
  assertion: PasskeyAssertion,
  accept: AcceptChallenge,
  now: Date,
): Promise<ProvedPasskey> {
  const passkey = await passkeys.find(assertion.id);
  if (!passkey) throw new AppError('FACTOR_INVALID');
  const { id, counter, publicKey } = passkey;
  const verified = await verifyAuthenticationResponse({
    response: assertion as AuthenticationResponseJSON,
    expectedChallenge: accept,
    expectedOrigin: relyingParty.origins,
    expectedRPID: relyingParty.id,
    credential: { id, counter, publicKey: Uint8Array.from(publicKey) },
    requireUserVerification: true,
  }).catch(refused);
  if (!verified.verified) throw new AppError('FACTOR_INVALID');
  const { newCounter } = verified.authenticationInfo;
  return {
    method: 'passkey',
    userId: passkey.userId,
    async use(tx) {
      if (!(await passkeys.use(tx, passkey, newCounter, now))) throw new AppError('FACTOR_INVALID');
    },
  };
}

/** Checks what a browser gave for a new passkey, and gives what is kept of it. @throws AppError FACTOR_INVALID */
export async function readNewPasskey(
  { factors: { relyingParty } }: AuthDeps,
  created: NewPasskey,
  accept: AcceptChallenge,
): Promise<Omit<Passkey, 'factorId' | 'userId'>> {
  const verified = await verifyRegistrationResponse({
    response: created as RegistrationResponseJSON,
    expectedChallenge: accept,
    expectedOrigin: relyingParty.origins,
    expectedRPID: relyingParty.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(refused);
  if (!verified.verified) throw new AppError('FACTOR_INVALID');
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const transports = created.response.transports ?? [];
  return { id, publicKey: Buffer.from(publicKey), counter, transports };
}

/** The library throws for whatever does not fit, and its words say which part. */
function refused(error: unknown): never {
  throw new AppError('FACTOR_INVALID', {}, error);
}

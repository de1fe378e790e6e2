import { randomBytes } from 'node:crypto';
import type { FactorMethod, MfaRequired, SignIn } from '../../../contracts/auth/identity.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import type { AuthDeps } from '../deps.ts';
import { beginSession, type SessionStart } from '../sessions/begin-session.ts';
import type { InvitationKey } from '../members/store/acceptance.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { challengeOfToken } from './domain/passkey-challenge.ts';
import { passkeyRequest } from './passkey-options.ts';
import { CHALLENGE_MS } from './store/challenges.ts';

/**
 * What follows a right password, wherever one is given: a session, or for a person with a second factor a token with which
 * they prove it. Nothing but a password leads past this.
 * @param invitation which the session is to begin with
 */
export async function signIn(
  deps: AuthDeps,
  start: SessionStart,
  invitation?: InvitationKey,
): Promise<SignIn> {
  const methods = await deps.factors.store.methodsOf(start.membership.user.id);
  return methods.length === 0 ? beginSession(deps, start) : askForFactor(deps, start, methods, invitation);
}

/**
 * Nothing is saved but that the factor is asked for: a password alone joins nothing. It is asked for in an organisation of
 * the person, who is no member yet of the one that invites.
 */
async function askForFactor(
  deps: AuthDeps,
  { membership, origin, now }: SessionStart,
  methods: FactorMethod[],
  invitation: InvitationKey | undefined,
): Promise<MfaRequired> {
  const userId = membership.user.id;
  const home = invitation && (await deps.members.store.membershipsOf(userId))[0];
  const { id: organizationId } = (home ?? membership).organization;
  const mfaToken = `mfa_${randomBytes(32).toString('base64url')}`;
  await transactionIn(deps.database, organizationId, async (tx) => {
    await deps.factors.challenges.insert(tx, mfaToken, { userId, organizationId, invitation }, now);
    await recordEvent(tx, { organizationId, userId, origin, action: 'auth.factor_asked' });
  });
  const asked = { mfaRequired: true as const, mfaToken, expiresIn: CHALLENGE_MS / SECOND_MS, methods };
  if (!methods.includes('passkey')) return asked;
  const { passkeys, relyingParty } = deps.factors;
  const known = await passkeys.ofUser(userId);
  return { ...asked, publicKey: passkeyRequest(relyingParty, challengeOfToken(mfaToken), known) };
}

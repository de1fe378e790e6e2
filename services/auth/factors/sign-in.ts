import { randomBytes } from 'node:crypto';
import type { FactorMethod, MfaRequired, SignIn } from '../../../contracts/auth/identity.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import type { AuthDeps } from '../deps.ts';
import { beginSession, type SessionStart } from '../sessions/begin-session.ts';
import { appendRevocation } from '../sessions/store/revocations.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { challengeOfToken } from './domain/passkey-challenge.ts';
import { passkeyRequest } from './passkey-options.ts';
import { CHALLENGE_MS } from './store/challenges.ts';

/**
 * What follows a right password, wherever one is given: a session, or for a person with a second factor a token with which
 * they prove it. Nothing but a password leads past this.
 */
export async function signIn(deps: AuthDeps, start: SessionStart): Promise<SignIn> {
  const methods = await deps.factors.store.methodsOf(start.membership.user.id);
  return methods.length === 0 ? beginSession(deps, start) : askForFactor(deps, start, methods);
}

/** What the password was given for, such as to join, is saved now; the session begins with the second factor. */
async function askForFactor(
  deps: AuthDeps,
  { membership, origin, now, event, save, revocation }: SessionStart,
  methods: FactorMethod[],
): Promise<MfaRequired> {
  const [userId, organizationId] = [membership.user.id, membership.organization.id];
  const mfaToken = `mfa_${randomBytes(32).toString('base64url')}`;
  await transactionIn(deps.database, organizationId, async (tx) => {
    await save?.(tx);
    await deps.factors.challenges.insert(tx, mfaToken, { userId, organizationId }, now);
    if (save) await recordEvent(tx, { organizationId, userId, origin, ...event });
    await recordEvent(tx, { organizationId, userId, origin, action: 'auth.factor_asked' });
    // last, because it holds the lock on the revocations' counter until the transaction ends
    if (revocation) await appendRevocation(tx, revocation, now);
  });
  if (revocation) await deps.pollRevocations();
  const asked = { mfaRequired: true as const, mfaToken, expiresIn: CHALLENGE_MS / SECOND_MS, methods };
  if (!methods.includes('passkey')) return asked;
  const { passkeys, relyingParty } = deps.factors;
  const known = await passkeys.ofUser(userId);
  return { ...asked, publicKey: passkeyRequest(relyingParty, challengeOfToken(mfaToken), known) };
}

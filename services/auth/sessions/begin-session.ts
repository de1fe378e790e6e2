import { v7 as uuidv7 } from 'uuid';
import type { Origin, Session } from '../../../contracts/auth/identity.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import { keepSessionOrigin, recordEvent, type SecurityEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import type { SessionDevice } from './device.ts';
import { isIdle, lifetimeOf } from './domain/lifetimes.ts';
import { rememberDevice, tokenOf } from './remember-device.ts';
import { newRefreshToken } from './refresh-token.ts';
import { sessionWithTokens } from './session-tokens.ts';
import { appendRevocation, type NewRevocation } from './store/revocations.ts';
import { insertSession, type RunningSession } from './store/sessions.ts';

/** How a session begins. */
export type SessionStart = {
  /** Who signs in, and to which organisation. */
  membership: Membership;
  /** Where the request came from. */
  origin: Origin | undefined;
  now: Date;
  device: SessionDevice;
  /** The session that this one goes on with: it ends when that one would have ended. */
  from?: RunningSession;
  /** Why it begins, for the audit trail; about the session itself where no other subject is given. */
  event: Pick<SecurityEvent, 'action' | 'subject' | 'detail'>;
  /** What is saved with the session, or not at all. */
  save?: (tx: Tx) => Promise<void>;
  /** What every node must learn with it. */
  revocation?: NewRevocation;
};

/**
 * Begins a session: the only way to do so. The session, its audit event and what comes with it are one transaction.
 * @returns the session with its tokens, as a client gets it
 * @throws what `save` throws; then nothing is saved
 */
export async function beginSession(deps: AuthDeps, start: SessionStart): Promise<Session> {
  const { membership, origin, now, event, revocation } = start;
  const { user, organization } = membership;
  const signingKey = await deps.sessions.keys.current();
  const deviceToken = tokenOf(start.device);
  const session = {
    id: uuidv7(),
    startedAt: now,
    signedInAt: start.from?.signedInAt ?? now,
    refreshToken: newRefreshToken(),
    origin,
    ...lifetimeIn(deps, start),
  };
  const { role, asOf } = await transactionIn(deps.database, organization.id, async (tx) => {
    await start.save?.(tx);
    const deviceId = await rememberDevice(deps, tx, start, deviceToken);
    const standing = await insertSession(tx, membership, { ...session, deviceId });
    await recordEvent(tx, {
      organizationId: organization.id,
      userId: user.id,
      origin,
      subject: { kind: 'session', id: session.id },
      ...event,
    });
    const owner = { id: session.id, organizationId: organization.id, userId: user.id };
    if (origin) await keepSessionOrigin(tx, owner, origin);
    if (!revocation) return standing;
    // last, because it holds the lock on the revocations' counter until the transaction ends
    return { ...standing, asOf: await appendRevocation(tx, revocation, now) };
  });
  if (revocation) await deps.pollRevocations();
  const present = { ...membership, organization: { ...organization, role } };
  return sessionWithTokens(deps, signingKey, present, { ...session, asOf, deviceToken });
}

/**
 * @throws AppError TOKEN_INVALID when the person signed in longer ago than the role of the new session allows, or has not used the
 *   session that goes on for as long as that role may be idle
 */
function lifetimeIn(deps: AuthDeps, { membership, now, from }: SessionStart) {
  const lifetime = deps.sessions.lifetimes.byRole[membership.organization.role];
  const ends = lifetimeOf(now, lifetime, from?.signedInAt, from?.expiresAt);
  if (ends.expiresAt <= now || (from && isIdle(from.lastUsedAt, lifetime, now)))
    throw new AppError('TOKEN_INVALID', { detail: 'You signed in too long ago for this; sign in again.' });
  return ends;
}

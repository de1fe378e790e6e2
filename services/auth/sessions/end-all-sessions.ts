import type { AuthDeps } from '../deps.ts';
import { withdrawAllOf, withdrawFallen } from '../members/store/fallen-invitations.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { appendRevocation } from './store/revocations.ts';
import { forgetIdleDevices, markAllEnded, type SessionsOf } from './store/session-list.ts';

/** Who ends all sessions of whom. */
export type AllSessionsEnd = {
  of: SessionsOf;
  /** The session that goes on. */
  keep: string | null;
  /** The person who acts, and the organisation in which they do. */
  actorId: string;
  organizationId: string;
  now: Date;
};

/**
 * Ends sessions with all their tokens, on every node. Who ends their own has every device forgotten that is not in use any more,
 * also those whose sessions ended long ago.
 */
export async function endAllSessions(deps: AuthDeps, end: AllSessionsEnd): Promise<void> {
  const { of, keep, actorId, organizationId, now } = end;
  const { userId } = of;
  await transactionIn(deps.database, organizationId, async (tx) => {
    // whoever is put out must not come back by an invitation that they made meanwhile
    if (of.organizationId === null) await withdrawAllOf(tx, userId);
    else await withdrawFallen(tx, { organizationId: of.organizationId, actorId, userId }, null);
    const ended = await markAllEnded(tx, of, keep, now);
    // after the sessions, whose rows a wish that is just made holds: so it is seen here, or refused there
    await deps.accounts.mailedTokens.forgetWish(tx, userId);
    const devices = actorId === userId ? await forgetIdleDevices(tx, userId, now) : 0;
    if (ended.length === 0 && devices === 0) return;
    await recordEvent(tx, {
      organizationId,
      userId: actorId,
      action: 'auth.sessions_ended',
      subject: { kind: 'user', id: userId },
      detail: { sessions: ended.length, ...(devices > 0 ? { devices } : {}) },
    });
    // last, because it holds the lock on the revocations' counter until the transaction ends
    for (const id of ended) await appendRevocation(tx, { kind: 'session', sessionId: id }, now);
  });
  await deps.pollRevocations();
}

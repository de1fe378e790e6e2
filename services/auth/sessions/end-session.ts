import type { Origin } from '../../../contracts/auth/identity.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import { recordEvent, type SecurityAction } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { appendRevocation } from './store/revocations.ts';
import { markSessionEnded, type EndReason } from './store/sessions.ts';

const ACTIONS: Record<EndReason, SecurityAction> = {
  logout: 'auth.logged_out',
  refresh_reuse: 'auth.refresh_token_reused',
  ended: 'auth.session_ended',
};

/** How a session ends before its time. */
export type SessionEnd = {
  sessionId: string;
  /** Who ends it; the person themselves, or an administrator. */
  userId: string;
  /** Whose session it is, where somebody else ends it. */
  personId?: string;
  organizationId: string;
  reason: EndReason;
  origin?: Origin | undefined;
  now: Date;
  /** What is saved with the end, or not at all. */
  save?: (tx: Tx) => Promise<void>;
};

/** Ends a session with all its tokens, on every node. A session that has ended already stays as it is. */
export async function endSession(deps: AuthDeps, end: SessionEnd): Promise<void> {
  const { sessionId, userId, organizationId, reason, origin, now, personId = userId } = end;
  await transactionIn(deps.database, organizationId, async (tx) => {
    const ended = await markSessionEnded(tx, sessionId, reason, now);
    // also where a thief signed out before: what was wished with the session goes with it
    if (reason !== 'logout') await deps.accounts.mailedTokens.forgetWish(tx, personId);
    if (!ended) return;
    await recordEvent(tx, {
      organizationId,
      userId,
      action: ACTIONS[reason],
      subject: { kind: 'session', id: sessionId },
      origin,
    });
    await end.save?.(tx);
    // last, because it holds the lock on the revocations' counter until the transaction ends
    await appendRevocation(tx, { kind: 'session', sessionId }, now);
  });
  await deps.pollRevocations();
}

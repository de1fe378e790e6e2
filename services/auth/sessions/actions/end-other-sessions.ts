import { sessionListContracts } from '../../../../contracts/auth/session-list.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endAllSessions } from '../end-all-sessions.ts';

/** Ends the caller's sessions in all their organisations, but not the one with which they ask. */
export function endOtherSessions(deps: AuthDeps) {
  return action(sessionListContracts.endOtherSessions, async function endOtherSessions({ caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { userId, organizationId, sessionId: keep } = caller;
    const of = { userId, organizationId: null };
    await endAllSessions(deps, { of, keep, actorId: userId, organizationId, now: deps.clock() });
    return { done: true as const };
  });
}

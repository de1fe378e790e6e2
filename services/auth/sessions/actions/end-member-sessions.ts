import { sessionListContracts } from '../../../../contracts/auth/session-list.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endAllSessions } from '../end-all-sessions.ts';
import { requireMayEndSessions } from '../member-role.ts';

/** Ends all of a member's sessions in the caller's organisation; the caller's own present one goes on. */
export function endMemberSessions(deps: AuthDeps) {
  return action(sessionListContracts.endMemberSessions, async function endMemberSessions({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { organizationId, userId: actorId, sessionId: keep } = caller;
    const { userId } = params;
    await requireMayEndSessions(deps, caller, userId);
    const of = { userId, organizationId };
    await endAllSessions(deps, { of, keep, actorId, organizationId, now: deps.clock() });
    return { done: true as const };
  });
}

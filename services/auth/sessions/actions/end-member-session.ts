import { sessionListContracts } from '../../../../contracts/auth/session-list.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endSession } from '../end-session.ts';
import { requireMayEndSessions } from '../member-role.ts';

/** Ends a member's session in the caller's organisation. */
export function endMemberSession(deps: AuthDeps) {
  return action(sessionListContracts.endMemberSession, async function endMemberSession({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { organizationId } = caller;
    const { userId, id: sessionId } = params;
    await requireMayEndSessions(deps, caller, userId);
    const found = await deps.sessions.list.find({ userId, organizationId }, sessionId);
    if (!found) throw new AppError('RESOURCE_NOT_FOUND');
    const now = deps.clock();
    const by = { userId: caller.userId, personId: userId };
    await endSession(deps, { sessionId, ...by, organizationId, reason: 'ended', now });
    return { done: true as const };
  });
}

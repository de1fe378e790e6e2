import { sessionListContracts } from '../../../../contracts/auth/session-list.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endSession as end } from '../end-session.ts';
import { forgetDevice } from '../store/session-list.ts';

/** Ends one of the caller's own sessions. A session that has ended already stays as it is. */
export function endSession(deps: AuthDeps) {
  return action(sessionListContracts.endSession, async function endSession({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { userId } = caller;
    const found = await deps.sessions.list.find({ userId, organizationId: null }, params.id);
    if (!found) throw new AppError('RESOURCE_NOT_FOUND');
    await end(deps, {
      sessionId: params.id,
      userId,
      organizationId: found.organizationId,
      reason: 'ended',
      now: deps.clock(),
      save: (tx) => forgetDevice(tx, userId, found.deviceId, caller.sessionId),
    });
    return { done: true as const };
  });
}

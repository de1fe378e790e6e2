import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endSession } from '../end-session.ts';

/** Ends the session of the token with which the request was made. */
export function logout(deps: AuthDeps) {
  return action(sessionContracts.logout, async function logout({ caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { organizationId, userId, sessionId } = caller;
    await endSession(deps, { organizationId, userId, sessionId, reason: 'logout', now: deps.clock() });
    return { done: true as const };
  });
}

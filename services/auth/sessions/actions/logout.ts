import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Ends the session of the token that asks. */
export function logout(deps: AuthDeps) {
  return action(sessionContracts.logout, async function logout({ caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    await deps.endings.logout(caller.organizationId, caller.userId, caller.sessionId, deps.clock());
    await deps.hear();
    return { done: true as const };
  });
}

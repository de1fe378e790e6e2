import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { newSession, sessionAnswer } from '../sessions.ts';

/** A session in another organisation of the person; it ends when the present one would have. */
export function switchOrganization(deps: AuthDeps) {
  return action(sessionContracts.switchOrganization, async function switchOrganization({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const seats = await deps.seats.ofUser(caller.userId);
    const seat = seats.find((one) => one.organization.id === params.organizationId);
    if (!seat) throw new AppError('RESOURCE_NOT_FOUND');
    const expiresAt = await deps.seats.sessionExpiry(caller.sessionId, deps.clock());
    if (!expiresAt) throw new AppError('TOKEN_INVALID');
    const signing = await deps.keys.current();
    const session = newSession(deps, params.origin, expiresAt);
    await deps.accounts.enter(seat, session, 'auth.organization_switched');
    return sessionAnswer(deps, signing, seat, session);
  });
}

import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginSession } from '../begin-session.ts';

/** Begins a session in another organisation of the person. It ends when the present session would have ended. */
export function switchOrganization(deps: AuthDeps) {
  return action(sessionContracts.switchOrganization, async function switchOrganization({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const membership = await deps.members.store.findMembership(caller.userId, params.organizationId);
    if (!membership) throw new AppError('RESOURCE_NOT_FOUND');
    const now = deps.clock();
    const from = await deps.sessions.store.find(caller.sessionId, now);
    if (!from) throw new AppError('TOKEN_INVALID');
    const device = { kind: 'same', id: from.deviceId } as const;
    const event = { action: 'auth.organization_switched' } as const;
    return beginSession(deps, { membership, origin: params.origin, device, now, from, event });
  });
}

import { memberContracts } from '../../../../contracts/auth/members.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { confirmChange } from '../confirm-change.ts';
import { decideRemoval } from '../domain/role-rules.ts';

/** Removes a member. Their tokens of this organisation are invalid at once. */
export function removeMember(deps: AuthDeps) {
  return action(memberContracts.removeMember, async function removeMember(request) {
    const { params, organizationId, userId: actorId } = request;
    await confirmChange(deps, request, params.userId, null);
    const change = { organizationId, actorId, userId: params.userId, now: deps.clock() };
    await deps.members.store.remove(change, decideRemoval);
    await deps.pollRevocations();
    return { done: true as const };
  });
}

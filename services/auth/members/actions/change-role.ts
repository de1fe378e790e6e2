import { memberContracts } from '../../../../contracts/auth/members.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { confirmChange } from '../confirm-change.ts';
import { decideRoleChange } from '../domain/role-rules.ts';

/** Gives a member another role. It applies to their valid tokens at once. */
export function changeRole(deps: AuthDeps) {
  return action(memberContracts.changeRole, async function changeRole(request) {
    const { organizationId, userId: actorId } = request;
    const { userId, role } = request.params;
    await confirmChange(deps, request, userId, role);
    const change = { organizationId, actorId, userId, now: deps.clock() };
    const member = await deps.members.store.changeRole(change, role, (actor, target, owners) =>
      decideRoleChange(actor, target, role, owners),
    );
    await deps.pollRevocations();
    return member;
  });
}

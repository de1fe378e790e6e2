import { memberContracts } from '../../../../contracts/auth/members.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Withdraws a pending invitation: its token is not accepted any more. */
export function withdrawInvitation(deps: AuthDeps) {
  return action(
    memberContracts.withdrawInvitation,
    async function withdrawInvitation({ params, organizationId, userId }) {
      await deps.members.invitations.withdraw(organizationId, params.id, userId, deps.clock());
      return { done: true as const };
    },
  );
}

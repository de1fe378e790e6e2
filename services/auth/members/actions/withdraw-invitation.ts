import { memberContracts } from '../../../../contracts/auth/members.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Makes a pending invitation worthless. */
export const withdrawInvitation = (deps: AuthDeps) =>
  action(memberContracts.withdrawInvitation, async ({ params, organizationId, userId }) => {
    await deps.invitations.withdraw(organizationId, params.id, userId);
    return { done: true as const };
  });

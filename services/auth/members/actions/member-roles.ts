import { standingContracts } from '../../../../contracts/auth/standing.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** What these people are in the organisation now. */
export function memberRoles({ members }: AuthDeps) {
  return action(standingContracts.memberRoles, async function memberRoles({ params, organizationId }) {
    return { members: await members.store.rolesOf(organizationId, params.userIds) };
  });
}

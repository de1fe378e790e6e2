import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Revokes an API key. The tokens that it was exchanged for are invalid at once. */
export function revokeApiKey(deps: AuthDeps) {
  return action(
    machineContracts.revokeApiKey,
    async function revokeApiKey({ params, organizationId, userId }) {
      await deps.machines.apiKeys.revoke(organizationId, params.id, userId, deps.clock());
      await deps.pollRevocations();
      return { done: true as const };
    },
  );
}

import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Ends an API key; the tokens that it was changed for are dead at once. */
export function revokeApiKey(deps: AuthDeps) {
  return action(
    machineContracts.revokeApiKey,
    async function revokeApiKey({ params, organizationId, userId }) {
      await deps.apiKeys.revoke(organizationId, params.id, userId, deps.clock());
      await deps.hear();
      return { done: true as const };
    },
  );
}

import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** API keys, the newest first. */
export function apiKeys(deps: AuthDeps) {
  return action(machineContracts.apiKeys, async function apiKeys({ params, organizationId }) {
    const [before] = idCursor.read(params.cursor) ?? [null];
    const rows = await deps.machines.apiKeys.list(organizationId, before, params.limit + 1);
    return idCursor.page(rows, params.limit, (key) => [key.id]);
  });
}

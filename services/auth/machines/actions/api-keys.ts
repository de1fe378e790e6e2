import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

const cursors = idCursor(machineContracts.apiKeys.name);

/** API keys, the newest first. */
export function apiKeys(deps: AuthDeps) {
  return action(machineContracts.apiKeys, async function apiKeys({ params, organizationId }) {
    const [before] = cursors.read(params) ?? [null];
    const rows = await deps.machines.apiKeys.list(organizationId, before, params.limit + 1);
    return cursors.page(params, rows, (key) => [key.id]);
  });
}

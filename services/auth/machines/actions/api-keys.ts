import { machineContracts } from '../../../../contracts/auth/machines.ts';
import { Id } from '../../../../contracts/values.ts';
import { decodeCursor, pageOfRows } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** API keys, the newest first. */
export function apiKeys(deps: AuthDeps) {
  return action(machineContracts.apiKeys, async function apiKeys({ params, organizationId }) {
    const before = params.cursor === undefined ? undefined : positionOf(params.cursor);
    const rows = await deps.apiKeys.page(organizationId, before, params.limit + 1);
    return pageOfRows(rows, params.limit, (key) => [key.id]);
  });
}

function positionOf(cursor: string): string {
  const id = Id.safeParse(decodeCursor(cursor, 1)[0]);
  if (!id.success) throw new AppError('CURSOR_INVALID');
  return id.data;
}

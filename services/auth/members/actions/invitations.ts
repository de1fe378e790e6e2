import { memberContracts } from '../../../../contracts/auth/members.ts';
import { Id } from '../../../../contracts/values.ts';
import { decodeCursor, pageOfRows } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Invitations, the newest first. */
export function invitations(deps: AuthDeps) {
  return action(memberContracts.invitations, async function invitations({ params, organizationId }) {
    const before = params.cursor === undefined ? undefined : positionOf(params.cursor);
    const rows = await deps.invitations.page(organizationId, before, params.limit + 1, deps.clock());
    return pageOfRows(rows, params.limit, (invitation) => [invitation.id]);
  });
}

function positionOf(cursor: string): string {
  const id = Id.safeParse(decodeCursor(cursor, 1)[0]);
  if (!id.success) throw new AppError('CURSOR_INVALID');
  return id.data;
}

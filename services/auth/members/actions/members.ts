import { memberContracts } from '../../../../contracts/auth/members.ts';
import { Id, Instant } from '../../../../contracts/values.ts';
import { decodeCursor, pageOfRows } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Members in the order in which they joined. */
export function members(deps: AuthDeps) {
  return action(memberContracts.members, async function members({ params, organizationId }) {
    const after = params.cursor === undefined ? undefined : positionOf(params.cursor);
    const rows = await deps.members.page(organizationId, after, params.limit + 1);
    return pageOfRows(rows, params.limit, (member) => [member.joinedAt, member.userId]);
  });
}

function positionOf(cursor: string): { joinedAt: string; userId: string } {
  const [joinedAt, userId] = decodeCursor(cursor, 2);
  const [instant, id] = [Instant.safeParse(joinedAt), Id.safeParse(userId)];
  if (!instant.success || !id.success) throw new AppError('CURSOR_INVALID');
  return { joinedAt: instant.data, userId: id.data };
}

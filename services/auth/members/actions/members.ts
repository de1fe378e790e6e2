import { z } from 'zod';
import { memberContracts } from '../../../../contracts/auth/members.ts';
import { Id, Instant } from '../../../../contracts/values.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** joinedAt and userId of the last member of a page. */
const cursors = new ListCursor(memberContracts.members.name, z.tuple([Instant, Id]));

/** Members in the order in which they joined. */
export function members(deps: AuthDeps) {
  return action(memberContracts.members, async function members({ params, organizationId }) {
    const after = cursors.read(params);
    const rows = await deps.members.store.list(organizationId, after, params.limit + 1);
    return cursors.page(params, rows, (member) => [member.joinedAt, member.userId]);
  });
}

import { memberContracts } from '../../../../contracts/auth/members.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

const cursors = idCursor(memberContracts.invitations.name);

/** Invitations, the newest first. */
export function invitations(deps: AuthDeps) {
  return action(memberContracts.invitations, async function invitations({ params, organizationId }) {
    const [before] = cursors.read(params) ?? [null];
    const rows = await deps.members.invitations.list(organizationId, before, params.limit + 1, deps.clock());
    return cursors.page(params, rows, (invitation) => [invitation.id]);
  });
}

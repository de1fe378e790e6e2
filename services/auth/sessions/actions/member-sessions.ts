import { sessionListContracts } from '../../../../contracts/auth/session-list.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { memberIn } from '../member-role.ts';

const cursors = idCursor(sessionListContracts.memberSessions.name);

/** A member's sessions in the caller's organisation, the newest first. */
export function memberSessions(deps: AuthDeps) {
  return action(
    sessionListContracts.memberSessions,
    async function memberSessions({ params, caller, organizationId }) {
      const { userId, limit } = params;
      const [before] = cursors.read(params) ?? [null];
      await memberIn(deps, organizationId, userId);
      const current = caller.kind === 'user' ? caller.sessionId : null;
      const page = { before, limit: limit + 1, now: deps.clock() };
      const rows = await deps.sessions.list.list({ userId, organizationId }, current, page);
      return cursors.page(params, rows, (session) => [session.id]);
    },
  );
}

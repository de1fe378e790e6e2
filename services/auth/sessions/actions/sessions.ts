import { sessionListContracts } from '../../../../contracts/auth/session-list.ts';
import { idCursor } from '../../../../lib/cursor.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

const cursors = idCursor(sessionListContracts.sessions.name);

/** The sessions of the person who asks, the newest first. */
export function sessions(deps: AuthDeps) {
  return action(sessionListContracts.sessions, async function sessions({ params, caller, userId }) {
    const [before] = cursors.read(params) ?? [null];
    const current = caller.kind === 'user' ? caller.sessionId : null;
    const page = { before, limit: params.limit + 1, now: deps.clock() };
    const rows = await deps.sessions.list.list({ userId, organizationId: null }, current, page);
    return cursors.page(params, rows, (session) => [session.id]);
  });
}

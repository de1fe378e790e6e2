import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** What changed for valid tokens since a number; every node asks for it twice a second. */
export function revocations(deps: AuthDeps) {
  return action(sessionContracts.revocations, async function revocations({ params }) {
    return deps.sessions.readRevocations(params.after, deps.clock());
  });
}

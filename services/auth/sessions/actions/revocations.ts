import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** News about living tokens; every node asks twice a second. */
export function revocations(deps: AuthDeps) {
  return action(sessionContracts.revocations, async function revocations({ params }) {
    return deps.revocations(params.after, deps.clock());
  });
}

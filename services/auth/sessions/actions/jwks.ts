import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Public keys with which every node and every client can check access tokens. */
export function jwks(deps: AuthDeps) {
  return action(sessionContracts.jwks, async function jwks() {
    return { keys: await deps.keys.publicKeys() };
  });
}

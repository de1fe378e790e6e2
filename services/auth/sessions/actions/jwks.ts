import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** The public keys with which nodes and clients verify access tokens. */
export function jwks(deps: AuthDeps) {
  return action(sessionContracts.jwks, async function jwks() {
    return { keys: await deps.sessions.keys.publicKeys() };
  });
}

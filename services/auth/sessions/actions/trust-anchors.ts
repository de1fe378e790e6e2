import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { action } from '../../../../mixins/action.ts';
import type { Node } from '../../../../mixins/node.ts';
import type { AuthDeps } from '../../deps.ts';

/** What every node believes tokens by, signed for the node that asks; each asks twice a second. */
export function trustAnchors({ sessions, clock }: AuthDeps, { identity }: Pick<Node, 'identity'>) {
  return action(sessionContracts.trustAnchors, async function trustAnchors({ params: { after, nonce } }) {
    const [page, keys] = await Promise.all([
      sessions.readRevocations(after, clock()),
      sessions.keys.publicKeys(),
    ]);
    return { statement: identity.signTrustStatement({ ...page, keys }, nonce) };
  });
}

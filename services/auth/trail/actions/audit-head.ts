import { trailContracts } from '../../../../contracts/auth/trail.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { findHead } from '../find-head.ts';

/** The last signed head of the organisation's chain, for somebody who keeps it elsewhere. */
export function auditHead(deps: AuthDeps) {
  return action(trailContracts.auditHead, async function auditHead({ organizationId }) {
    const head = await findHead(deps, organizationId);
    return { head, windowSeconds: deps.trail.signer.windowMs / SECOND_MS };
  });
}

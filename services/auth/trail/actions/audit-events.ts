import { trailContracts } from '../../../../contracts/auth/trail.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** Lists what is in the organisation's chain. */
export function auditEvents({ trail }: AuthDeps) {
  return action(trailContracts.auditEvents, async function auditEvents({ params, organizationId }) {
    return trail.events.list(organizationId, params);
  });
}

import { trailContracts } from '../../../../contracts/auth/trail.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordRefusal } from '../store.ts';

/** Writes down whom the gateway refused what. */
export function recordRefusals({ database }: AuthDeps) {
  return action(trailContracts.recordRefusals, async function recordRefusals({ params, organizationId }) {
    await database.transaction(async (tx) => {
      for (const refusal of params.refusals) await recordRefusal(tx, organizationId, refusal);
    });
    return { done: true as const };
  });
}

import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function liftHalt({ halts }: PlatformsDeps) {
  return action(submissionContracts.liftHalt, async function liftHalt({ params, organizationId }) {
    await halts.lift(organizationId, params.stopId);
    return { accepted: true as const };
  });
}

import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function halt({ halts, clock }: PlatformsDeps) {
  return action(submissionContracts.halt, async function halt({ params, organizationId }) {
    await halts.halt(organizationId, params, clock());
    return { accepted: true as const };
  });
}

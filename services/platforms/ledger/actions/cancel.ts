import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function cancel({ submissions, clock }: PlatformsDeps) {
  return action(submissionContracts.cancel, async function cancel({ params, organizationId }) {
    await submissions.cancel(organizationId, params.operationId, clock());
    return { accepted: true as const };
  });
}

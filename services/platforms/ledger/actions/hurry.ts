import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function hurry({ submissions, clock }: PlatformsDeps) {
  return action(submissionContracts.hurry, async function hurry({ params, organizationId }) {
    await submissions.hurry(organizationId, params.operationId, clock());
    return { accepted: true as const };
  });
}

import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { refuseIncomplete } from '../domain/op.ts';

export function submit({ submissions, clock }: PlatformsDeps) {
  return action(submissionContracts.submit, async function submit({ params, organizationId, caller }) {
    refuseIncomplete(params);
    const requestedBy = caller.kind === 'service' ? caller.onBehalfOf : null;
    await submissions.submit({ ...params, organizationId, requestedBy, now: clock() });
    return { accepted: true as const };
  });
}

import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { refuseIncomplete } from '../domain/op.ts';

export const submit = ({ submissions, clock }: PlatformsDeps) =>
  action(submissionContracts.submit, async ({ params, organizationId, caller }) => {
    refuseIncomplete(params);
    const requestedBy = caller.kind === 'service' ? caller.onBehalfOf : null;
    await submissions.submit({ ...params, organizationId, requestedBy, now: clock() });
    return { accepted: true as const };
  });

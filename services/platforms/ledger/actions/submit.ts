import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { withoutDropped } from '../left-out.ts';
import { refuseIncomplete } from '../domain/op.ts';

export function submit(deps: PlatformsDeps) {
  const { submissions, clock } = deps;
  return action(submissionContracts.submit, async function submit({ params, organizationId, caller }) {
    refuseIncomplete(params);
    const requestedBy = caller.kind === 'service' ? caller.onBehalfOf : null;
    const targets = await Promise.all(
      params.targets.map(async ({ desired, ...target }) => ({
        ...target,
        desired: desired && (await withoutDropped(deps, organizationId, target.platform, desired)).desired,
      })),
    );
    await submissions.submit({ ...params, targets, organizationId, requestedBy, now: clock() });
    return { accepted: true as const };
  });
}

import { submissionContracts } from '../../../../contracts/platforms/submissions.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { toStatus } from '../domain/progress.ts';

export function status({ submissions }: PlatformsDeps) {
  return action(submissionContracts.status, async function status({ params, organizationId }) {
    const targets = await submissions.read(organizationId, params.operationId, params.kind);
    return { targets: targets.map(toStatus) };
  });
}

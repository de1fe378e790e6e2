import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { principalOf } from '../domain/guard.ts';
import { isPausing, isStopping } from '../domain/operation.ts';
import { requireTakeBack } from '../take-back.ts';

/** Whoever may write campaigns ends what raises; what stops is taken back by people alone, as they would resume. */
export function cancel(deps: CampaignDeps) {
  return action(publishingContracts.cancel, async function cancel(request) {
    const { params, organizationId, userId, actor, caller } = request;
    const stored = await deps.operations.find(organizationId, params.id);
    if (!stored) throw new AppError('OPERATION_NOT_FOUND');
    if (isStopping(stored.operation) && principalOf(caller) !== 'person')
      throw new AppError('PERMISSION_DENIED');
    const isOver = stored.operation.result !== null; // refused below
    if (isPausing(stored) && !isOver && stored.cancelRequestedBy === null)
      await requireTakeBack(deps, request, stored);
    else request.waiveConfirmation();
    const event = { actor, action: 'campaign.cancel_requested', userId };
    return deps.operations.cancel(organizationId, params.id, event);
  });
}

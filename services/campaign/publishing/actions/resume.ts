import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startResume } from '../domain/start-operation.ts';
import { startConfirmed } from '../start-confirmed.ts';

export function resume(deps: CampaignDeps) {
  return action(publishingContracts.resume, async function resume(request) {
    const { id: campaignId, idempotencyKey: key, hash } = request.params;
    return startConfirmed(deps, request, { campaignId, key, hash }, 'resume', startResume);
  });
}

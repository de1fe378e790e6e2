import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startPublish } from '../domain/start-operation.ts';
import { startConfirmed } from '../start-confirmed.ts';

export function publish(deps: CampaignDeps) {
  return action(publishingContracts.publish, async function publish(request) {
    const { id: campaignId, idempotencyKey: key, hash } = request.params;
    return startConfirmed(deps, request, { campaignId, key, hash }, 'publish', startPublish);
  });
}

import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function cancel({ operations }: CampaignDeps) {
  return action(publishingContracts.cancel, async function cancel({ params, organizationId, userId, actor }) {
    const event = { actor, action: 'campaign.cancel_requested', userId };
    return operations.cancel(organizationId, params.id, event);
  });
}

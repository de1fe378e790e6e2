import { v7 as uuidv7 } from 'uuid';
import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startRemove } from '../../publishing/domain/start-operation.ts';
import { isOnPlatforms } from '../../publishing/domain/steps.ts';
import { archiveCampaign, requireVersion } from '../domain/versions.ts';

export function archive({ campaigns, operations, clock }: CampaignDeps) {
  return action(contentContracts.archive, async function archive({ params, organizationId, userId, actor }) {
    const before = await campaigns.getStored(organizationId, params.id);
    requireVersion(before.campaign, params.version);
    if (isOnPlatforms(before.campaign)) {
      const event = { actor, action: 'campaign.remove_requested', userId };
      const request = { organizationId, campaignId: params.id, action: 'campaign.archive', key: null, event };
      const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
      return operations.startStop(request, (campaign, running) => startRemove(campaign, running, origin));
    }
    const after = archiveCampaign(before.campaign, clock());
    const event = { actor, action: 'campaign.archived', userId };
    return campaigns.save(organizationId, { before, after, event }, 'VERSION_STALE');
  });
}

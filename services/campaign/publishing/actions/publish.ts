import { v7 as uuidv7 } from 'uuid';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startPublish } from '../domain/start-operation.ts';

export function publish({ operations, clock }: CampaignDeps) {
  return action(
    publishingContracts.publish,
    async function publish({ params, organizationId, userId, actor }) {
      const { id: campaignId, idempotencyKey: key } = params;
      const event = { actor, action: 'campaign.publish_requested', userId };
      const request = { organizationId, campaignId, action: 'campaign.publish', key, event };
      const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
      return operations.start(request, (campaign) => startPublish(campaign, origin));
    },
  );
}

import { v7 as uuidv7 } from 'uuid';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startPause } from '../domain/start-operation.ts';

export function pause({ operations, clock }: CampaignDeps) {
  return action(publishingContracts.pause, async function pause({ params, organizationId, userId, actor }) {
    const { id: campaignId, idempotencyKey: key = null } = params;
    const event = { actor, action: 'campaign.pause_requested', userId };
    const request = { organizationId, campaignId, action: 'campaign.pause', key, event };
    const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
    return operations.startStop(request, (campaign, running) => startPause(campaign, running, origin));
  });
}

import { v7 as uuidv7 } from 'uuid';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { startResume } from '../domain/start-operation.ts';

export function resume({ operations, clock }: CampaignDeps) {
  return action(publishingContracts.resume, async function resume({ params, organizationId, userId, actor }) {
    const { id: campaignId, idempotencyKey: key } = params;
    const event = { actor, action: 'campaign.resume_requested', userId };
    const request = { organizationId, campaignId, action: 'campaign.resume', key, event };
    const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
    return operations.start(request, (campaign) => startResume(campaign, origin));
  });
}

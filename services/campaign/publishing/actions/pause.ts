import { v7 as uuidv7 } from 'uuid';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { beginPause } from '../domain/publish.ts';

export function pause({ sagas, clock }: CampaignDeps) {
  return action(publishingContracts.pause, async function pause({ params, organizationId, userId, actor }) {
    const { id: campaignId, idempotencyKey: key = null } = params;
    const event = { actor, action: 'campaign.pause_requested', userId };
    const request = { organizationId, campaignId, action: 'campaign.pause', key, event };
    const by = { id: uuidv7(), requestedBy: userId, at: clock() };
    return sagas.begin(request, (kept) => beginPause(kept, by));
  });
}

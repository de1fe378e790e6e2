import { v7 as uuidv7 } from 'uuid';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { beginResume } from '../domain/publish.ts';

export const resume = ({ sagas, clock }: CampaignDeps) =>
  action(publishingContracts.resume, async ({ params, organizationId, userId, actor }) => {
    const { id: campaignId, idempotencyKey: key } = params;
    const event = { actor, action: 'campaign.resume_requested', userId };
    const request = { organizationId, campaignId, action: 'campaign.resume', key, event };
    const by = { id: uuidv7(), requestedBy: userId, at: clock() };
    return sagas.begin(request, (kept) => beginResume(kept, by));
  });

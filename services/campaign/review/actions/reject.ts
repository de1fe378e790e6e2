import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { rejectCampaign } from '../domain/review.ts';

export function reject({ campaigns, clock }: CampaignDeps) {
  return action(reviewContracts.reject, async function reject({ params, organizationId, userId, actor }) {
    const { id, note } = params;
    const before = await campaigns.getStored(organizationId, id);
    const after = rejectCampaign(before.campaign, { decidedBy: userId, decidedAt: clock(), note });
    const event = { actor, action: 'campaign.rejected', userId, detail: { note } };
    return campaigns.save(organizationId, { before, after, event });
  });
}

import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action } from '../../../../mixins/action.ts';
import { contentHash, sameContent } from '../../content/domain/content.ts';
import { editCampaign } from '../../content/domain/versions.ts';
import type { CampaignDeps } from '../../deps.ts';
import { requireSubmittable, submitForReview } from '../domain/review.ts';
import { readyContent } from '../readiness.ts';

export function submit({ campaigns, clock }: CampaignDeps) {
  return action(
    reviewContracts.submit,
    async function submit({ params, organizationId, userId, actor, caller, call }) {
      const before = await campaigns.getStored(organizationId, params.id);
      const { campaign } = before;
      const { submittedByMachine } = await campaigns.workOn(organizationId, campaign.id, campaign.version);
      requireSubmittable(campaign, { overMachine: submittedByMachine && caller.kind === 'user' });
      const content = await readyContent(call, campaign, clock());
      // An ad account that was filled in changes what will be published, so it makes a version of its own.
      const filledIn = sameContent(campaign, content) ? campaign : editCampaign(campaign, content, clock());
      const after = submitForReview(filledIn, contentHash(content), userId, clock());
      const event = { actor, action: 'campaign.submitted', userId };
      return campaigns.save(organizationId, { before, after, event });
    },
  );
}

import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { contentHash, contentOf } from '../../content/domain/content.ts';
import { requireSubmittable, submitted } from '../domain/review.ts';
import { edited, sameContent } from '../../content/domain/versions.ts';
import { readyContent } from '../readiness.ts';

export function submit({ store, clock }: CampaignDeps) {
  return action(
    reviewContracts.submit,
    async function submit({ params, organizationId, userId, actor, call }) {
      const before = await store.kept(organizationId, params.id);
      const { campaign } = before;
      requireSubmittable(campaign);
      const { version, publishedVersion } = campaign;
      const of = { campaignId: campaign.id, version, published: publishedVersion !== null, now: clock() };
      const content = await readyContent(call, contentOf(campaign), of);
      // An ad account that was filled in is a change of what will be published: a version of its own.
      const filled = sameContent(campaign, content) ? campaign : edited(campaign, content, clock());
      const after = submitted(filled, contentHash(content), userId, clock());
      return store.save(organizationId, before, after, { actor, action: 'campaign.submitted', userId });
    },
  );
}

import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { contentHash, contentOf } from '../../content/domain/content.ts';
import { applicable, withChange } from '../domain/recommendation.ts';
import { submitted } from '../../review/domain/review.ts';
import { edited } from '../../content/domain/versions.ts';
import { readyContent } from '../../review/readiness.ts';

export function applyRecommendation({ store, recommendations, clock }: CampaignDeps) {
  return action(
    adviceContracts.applyRecommendation,
    async function applyRecommendation({ params, organizationId, userId, actor, call }) {
      const { id, idempotencyKey: key } = params;
      const request = { organizationId, userId, action: 'campaign.applyRecommendation', key, body: { id } };
      const given = await recommendations.given(request);
      if (given) return given;
      const recommendation = await recommendations.get(organizationId, id);
      const before = await store.kept(organizationId, recommendation.campaignId);
      const limit = await store.approvedDaily(organizationId, before.campaign);
      const change = applicable(recommendation, before.campaign, limit, clock());
      const changed = edited(before.campaign, withChange(contentOf(before.campaign), change), clock());
      const of = { campaignId: changed.id, version: changed.version, now: clock() };
      const published = changed.publishedVersion !== null;
      const content = await readyContent(call, contentOf(changed), { ...of, published });
      const after = submitted({ ...changed, ...content }, contentHash(content), userId, clock());
      const event = {
        actor,
        action: 'campaign.recommendation_applied',
        userId,
        detail: { recommendationId: id },
      };
      return recommendations.apply(request, before, after, id, event);
    },
  );
}

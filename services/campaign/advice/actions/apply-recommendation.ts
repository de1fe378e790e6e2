import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import { contentHash, contentOf } from '../../content/domain/content.ts';
import { editCampaign } from '../../content/domain/versions.ts';
import type { CampaignDeps } from '../../deps.ts';
import { submitForReview } from '../../review/domain/review.ts';
import { readyContent } from '../../review/readiness.ts';
import { confirmMoney } from '../../publishing/confirm-money.ts';
import { exposureOfContent } from '../../publishing/domain/exposure.ts';
import { principalOf, requireAllowed } from '../../publishing/domain/guard.ts';
import { planOfChange } from '../plan-of-change.ts';
import { requireApplicable, withChange } from '../domain/recommendation.ts';

export function applyRecommendation(deps: CampaignDeps) {
  const { campaigns, recommendations, stops, clock } = deps;
  return action(adviceContracts.applyRecommendation, async function applyRecommendation(asked) {
    const { params, organizationId, userId, actor, caller, call } = asked;
    const { id, idempotencyKey: key } = params;
    const request = { organizationId, userId, action: 'campaign.applyRecommendation', key, body: { id } };
    const given = await recommendations.findAnswer(request);
    if (given) {
      asked.waiveConfirmation(); // nothing is done again
      return given;
    }
    const recommendation = await recommendations.get(organizationId, id);
    const before = await campaigns.getStored(organizationId, recommendation.campaignId);
    await stops.requireNotStopped(organizationId, before.campaign);
    await confirmMoney(deps, asked, planOfChange(recommendation, before.campaign, clock()));
    const approvedDaily = await campaigns.approvedDaily(organizationId, before.campaign);
    const change = requireApplicable(recommendation, before.campaign, approvedDaily, clock());
    const changed = withChange(contentOf(before.campaign), change);
    requireAllowed({
      before: exposureOfContent(contentOf(before.campaign)),
      after: exposureOfContent(changed),
      principal: principalOf(caller),
      hash: contentHash(changed),
      approval: 'later', // it is submitted, and nothing of it is done before somebody approves
    });
    const edited = editCampaign(before.campaign, changed, clock());
    const content = await readyContent(call, edited, clock());
    const after = submitForReview({ ...edited, ...content }, contentHash(content), userId, clock());
    const detail = { recommendationId: id };
    const event = { actor, action: 'campaign.recommendation_applied', userId, detail };
    return recommendations.apply(request, id, { before, after, event });
  });
}

import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { requireOpen } from '../domain/recommendation.ts';

export function dismissRecommendation({ recommendations, clock }: CampaignDeps) {
  return action(
    adviceContracts.dismissRecommendation,
    async function dismissRecommendation({ params, organizationId, actor }) {
      requireOpen(await recommendations.get(organizationId, params.id), clock());
      return recommendations.dismiss(organizationId, params.id, actor, params.reason);
    },
  );
}

import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import { requireOpen } from '../domain/recommendation.ts';

export const dismissRecommendation = ({ recommendations, clock }: CampaignDeps) =>
  action(adviceContracts.dismissRecommendation, async ({ params, organizationId, actor }) => {
    requireOpen(await recommendations.get(organizationId, params.id), clock());
    return recommendations.dismiss(organizationId, params.id, actor, params.reason);
  });

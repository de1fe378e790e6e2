import { campaignContracts } from '../../../contracts/campaign.ts';
import { action } from '../../../mixins/action.ts';
import type { CampaignDeps } from '../deps.ts';

export const dismissRecommendation = ({ recommendations }: CampaignDeps) =>
  action(campaignContracts.dismissRecommendation, async ({ params, organizationId, actor }) => {
    await recommendations.get(organizationId, params.id);
    return recommendations.dismiss(organizationId, params.id, actor, params.reason);
  });

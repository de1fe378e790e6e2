import { campaignContracts } from '../../../contracts/campaign.ts';
import { action } from '../../../mixins/action.ts';
import type { CampaignDeps } from '../deps.ts';

export const recommendations = ({ recommendations: store, clock }: CampaignDeps) =>
  action(campaignContracts.recommendations, async ({ params, organizationId }) =>
    store.list(organizationId, params, clock()),
  );

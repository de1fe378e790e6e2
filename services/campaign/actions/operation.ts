import { campaignContracts } from '../../../contracts/campaign.ts';
import { action } from '../../../mixins/action.ts';
import type { CampaignDeps } from '../deps.ts';

export const operation = ({ sagas }: CampaignDeps) =>
  action(campaignContracts.operation, async ({ params, organizationId }) =>
    sagas.operation(organizationId, params.id),
  );

import { campaignContracts } from '../../../contracts/campaign.ts';
import { action } from '../../../mixins/action.ts';
import type { CampaignDeps } from '../deps.ts';

export const get = ({ store }: CampaignDeps) =>
  action(campaignContracts.get, async ({ params, organizationId }) => store.get(organizationId, params.id));

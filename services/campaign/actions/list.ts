import { campaignContracts } from '../../../contracts/campaign.ts';
import { action } from '../../../mixins/action.ts';
import type { CampaignDeps } from '../deps.ts';

export const list = ({ store }: CampaignDeps) =>
  action(campaignContracts.list, async ({ params, organizationId }) => store.list(organizationId, params));

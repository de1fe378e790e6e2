import { campaignContracts } from '../../../contracts/campaign.ts';
import { action } from '../../../mixins/action.ts';
import type { CampaignDeps } from '../deps.ts';

export const read = ({ store }: CampaignDeps) =>
  action(campaignContracts.read, async ({ params, organizationId }) => store.read(organizationId, params.id));

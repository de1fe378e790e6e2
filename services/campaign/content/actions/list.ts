import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function list({ campaigns, clock }: CampaignDeps) {
  return action(contentContracts.list, async function list({ params, organizationId }) {
    return campaigns.list(organizationId, params, clock());
  });
}

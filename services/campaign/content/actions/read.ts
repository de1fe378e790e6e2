import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function read({ campaigns, clock }: CampaignDeps) {
  return action(contentContracts.read, async function read({ params, organizationId }) {
    return campaigns.readText(organizationId, params.id, clock());
  });
}

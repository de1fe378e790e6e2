import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function get({ campaigns }: CampaignDeps) {
  return action(contentContracts.get, async function get({ params, organizationId }) {
    return campaigns.get(organizationId, params.id);
  });
}

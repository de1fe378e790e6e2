import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function get({ store }: CampaignDeps) {
  return action(contentContracts.get, async function get({ params, organizationId }) {
    return store.get(organizationId, params.id);
  });
}

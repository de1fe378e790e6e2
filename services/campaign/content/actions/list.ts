import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function list({ store }: CampaignDeps) {
  return action(contentContracts.list, async function list({ params, organizationId }) {
    return store.list(organizationId, params);
  });
}

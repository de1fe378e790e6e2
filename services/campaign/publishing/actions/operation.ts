import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function operation({ operations }: CampaignDeps) {
  return action(publishingContracts.operation, async function operation({ params, organizationId }) {
    return operations.get(organizationId, params.id);
  });
}

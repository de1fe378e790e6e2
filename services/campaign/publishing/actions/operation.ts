import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function operation({ sagas }: CampaignDeps) {
  return action(publishingContracts.operation, async function operation({ params, organizationId }) {
    return sagas.operation(organizationId, params.id);
  });
}

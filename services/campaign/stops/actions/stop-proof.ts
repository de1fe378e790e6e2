import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function stopProof({ stops }: CampaignDeps) {
  return action(stopContracts.stopProof, async function stopProof({ params, organizationId }) {
    return stops.get(organizationId, params.id);
  });
}

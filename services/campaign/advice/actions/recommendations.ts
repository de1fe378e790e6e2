import { adviceContracts } from '../../../../contracts/campaign/advice.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function recommendations(deps: CampaignDeps) {
  return action(adviceContracts.recommendations, async function recommendations({ params, organizationId }) {
    return deps.recommendations.list(organizationId, params, deps.clock());
  });
}

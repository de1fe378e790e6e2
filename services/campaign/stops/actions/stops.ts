import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function stops({ stops: store }: CampaignDeps) {
  return action(stopContracts.stops, async function stops({ organizationId }) {
    return { data: await store.standing(organizationId) };
  });
}

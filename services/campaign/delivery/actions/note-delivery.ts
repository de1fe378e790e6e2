import { campaignDeliveryContracts } from '../../../../contracts/campaign/delivery.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function noteDelivery({ deliveries }: CampaignDeps) {
  return action(
    campaignDeliveryContracts.noteDelivery,
    async function noteDelivery({ params: { adAccountId, turn, news }, organizationId }) {
      await deliveries.note(organizationId, adAccountId, turn, news);
      return { done: true as const };
    },
  );
}

import { campaignDeliveryContracts } from '../../../../contracts/campaign/delivery.ts';
import { deliveryContracts } from '../../../../contracts/platforms/delivery.ts';
import { action } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';

export function delivery({ campaigns }: CampaignDeps) {
  return action(
    campaignDeliveryContracts.delivery,
    async function delivery({ params, organizationId, callAsService }) {
      const { id: campaignId } = await campaigns.get(organizationId, params.id);
      const { platforms } = await callAsService(deliveryContracts.delivery, { campaignId });
      return { campaignId, platforms };
    },
  );
}

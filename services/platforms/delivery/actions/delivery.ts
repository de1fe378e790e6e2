import { deliveryContracts } from '../../../../contracts/platforms/delivery.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { byPublication, shownDelivery } from '../shown.ts';

export function delivery({ deliveries, clock }: PlatformsDeps) {
  return action(deliveryContracts.delivery, async function delivery({ params, organizationId }) {
    const rows = await deliveries.shown(organizationId, params);
    const { staleMs } = deliveries.pace;
    const platforms = byPublication(rows).flatMap((some) => shownDelivery(some, staleMs, clock()) ?? []);
    return { platforms };
  });
}

import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function disconnect({ accounts }: PlatformsDeps) {
  return action(adAccountContracts.disconnect, async function disconnect({ params, organizationId, actor }) {
    await accounts.disconnect(organizationId, params.id, actor);
    return { done: true as const };
  });
}

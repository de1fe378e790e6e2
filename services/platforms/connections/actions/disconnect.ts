import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export const disconnect = ({ accounts }: PlatformsDeps) =>
  action(adAccountContracts.disconnect, async ({ params, organizationId, actor }) => {
    await accounts.disconnect(organizationId, params.id, actor);
    return { done: true as const };
  });

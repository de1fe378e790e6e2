import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function renameAdAccount({ accounts }: PlatformsDeps) {
  return action(
    adAccountContracts.renameAdAccount,
    async function renameAdAccount({ params, organizationId, actor }) {
      return accounts.rename(organizationId, params.id, params.name, actor);
    },
  );
}

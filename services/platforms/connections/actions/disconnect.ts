import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';

export function disconnect({ accounts }: PlatformsDeps) {
  return action(
    adAccountContracts.disconnect,
    async function disconnect({ params, organizationId, actor, confirm }) {
      if (!(await accounts.find(organizationId, params.id))) throw new AppError('AD_ACCOUNT_NOT_FOUND');
      await confirm();
      await accounts.disconnect(organizationId, params.id, actor);
      return { done: true as const };
    },
  );
}

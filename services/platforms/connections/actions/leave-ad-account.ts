import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { whyShut } from '../why-shut.ts';

/** What is in use is let go only where the platform lets nobody in: then nobody can stop it from here, and a person says so. */
export function leaveAdAccount(deps: PlatformsDeps) {
  return action(adAccountContracts.leaveAdAccount, async function leaveAdAccount(request) {
    const { params, organizationId, actor, confirm } = request;
    const account = await deps.accounts.find(organizationId, params.id);
    if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
    await confirm();
    const shut = await whyShut(deps, organizationId, account);
    await deps.accounts.disconnect(organizationId, params.id, actor, shut);
    return { done: true as const };
  });
}

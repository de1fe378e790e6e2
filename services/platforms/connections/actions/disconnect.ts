import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { whyShut } from '../why-shut.ts';

/** What is in use is not let go, unless the platform lets nobody in, and the person says that it is left unknown. */
export function disconnect(deps: PlatformsDeps) {
  return action(adAccountContracts.disconnect, async function disconnect(request) {
    const { params, organizationId, actor, confirm } = request;
    const account = await deps.accounts.find(organizationId, params.id);
    if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
    await confirm();
    const shut = params.leaveUnknown === true ? await whyShut(deps, organizationId, account) : null;
    await deps.accounts.disconnect(organizationId, params.id, actor, shut);
    return { done: true as const };
  });
}

import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { problemOf } from '../../ledger/domain/protocol.ts';
import { whyShut } from '../why-shut.ts';

export function accountReach(deps: PlatformsDeps) {
  return action(adAccountContracts.accountReach, async function accountReach({ params, organizationId }) {
    const account = await deps.accounts.find(organizationId, params.id);
    return { shut: account ? await whyShut(deps, organizationId, account) : DISCONNECTED };
  });
}

const DISCONNECTED = problemOf({ kind: 'signed-out', code: 'GRANT_MISSING', message: '' });

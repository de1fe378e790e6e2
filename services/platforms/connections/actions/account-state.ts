import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import { accountRefusal } from '../../../../rules/account-access.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { VendorFailure } from '../../port.ts';
import { accountGate } from '../account-gate.ts';
import { openSession } from '../account-session.ts';
import { stateOf, toAdAccount, type AdAccountRow } from '../store/ad-account-rows.ts';

/** A state that is older than this is read again. */
const FRESH_MS = 5 * MINUTE_MS;
/** Somebody waits for the answer: a platform that takes longer is not waited for. */
const PATIENCE_MS = 3 * SECOND_MS;

export function accountState(deps: PlatformsDeps) {
  return action(adAccountContracts.accountState, async function accountState({ params, organizationId }) {
    const account = await deps.accounts.find(organizationId, params.id);
    if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
    if (isEnough(account, deps.clock())) return shown(account);
    await readAgain(deps, organizationId, account);
    const after = await deps.accounts.find(organizationId, params.id);
    if (!after) throw new AppError('AD_ACCOUNT_NOT_FOUND');
    return shown(after);
  });
}

function shown(account: AdAccountRow) {
  const { access, hold, stateReadAt } = toAdAccount(account);
  return { access, hold, stateReadAt };
}

/** What was read a short time ago stands, unless it would refuse something: that may have ended. */
function isEnough(account: AdAccountRow, now: Date): boolean {
  if (account.status !== 'connected') return true;
  if (account.tokenCode !== null) return false;
  if (accountRefusal(account.platform, stateOf(account)) !== null) return false;
  return account.stateReadAt !== null && now.getTime() - account.stateReadAt.getTime() < FRESH_MS;
}

/** Where the platform does not say, what it said before stands, with the time at which it did. */
async function readAgain(deps: PlatformsDeps, organizationId: string, account: AdAccountRow): Promise<void> {
  const connection = deps.platforms.get(account.platform);
  if (!connection) return;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { session } = openSession(deps, connection, organizationId, account, signal);
  try {
    await accountGate(deps, connection, organizationId, account, session).read();
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
  }
}

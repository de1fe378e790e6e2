import type { AccountState } from '../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../lib/errors.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import { accountClosed } from '../../../rules/account-access.ts';
import type { PlatformsDeps } from '../deps.ts';
import { problemOf, type Problem } from '../ledger/domain/protocol.ts';
import { VendorFailure } from '../port.ts';
import { accountGate } from './account-gate.ts';
import { openSession } from './account-session.ts';
import type { AdAccountRow } from './store/ad-account-rows.ts';

/** Somebody waits for the answer. */
const PATIENCE_MS = 4 * SECOND_MS;

/**
 * Asks the platform now whether it lets us into an ad account: null where it does, so that what is there can be read and stopped. Else
 * why not, by its own word: the account is closed, access or the sign-in was taken away.
 * @throws AppError PLATFORM_UNAVAILABLE where it does not say
 */
export async function whyShut(
  deps: PlatformsDeps,
  organizationId: string,
  account: AdAccountRow,
): Promise<Problem | null> {
  const connection = deps.platforms.get(account.platform);
  if (!connection) throw new AppError('PLATFORM_UNAVAILABLE');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { session, renew } = openSession(deps, connection, organizationId, account, signal);
  const read = () => accountGate(deps, connection, organizationId, account, session).read();
  try {
    const state = await read().catch(async (error: unknown) => {
      if (!isSignedOut(error) || !(await renew())) throw error;
      return read();
    });
    return accountClosed(account.platform, state) ?? notListed(state);
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    if (error.kind === 'forbidden' || error.kind === 'signed-out') return problemOf(error);
    throw new AppError('PLATFORM_UNAVAILABLE', { detail: error.message }, error);
  }
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof VendorFailure && error.kind === 'signed-out';

/** An account that the platform does not show to this sign-in, which has no part in it that is known. */
const notListed = ({ access, hold }: AccountState): Problem | null =>
  access === 'unknown' && hold?.code === 'unclear'
    ? { code: 'AD_ACCOUNT_SHUT', message: hold.sentence }
    : null;

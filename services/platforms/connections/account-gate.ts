import type { AccountState } from '../../../contracts/platforms/ad-accounts.ts';
import { accountRefusal, type AccountRefusal } from '../../../rules/account-access.ts';
import type { PlatformsDeps } from '../deps.ts';
import { problemOf } from '../ledger/domain/protocol.ts';
import { VendorFailure, type PlatformConnection, type Session } from '../port.ts';
import { stateOf, type AdAccountRow } from './store/ad-account-rows.ts';

/** What an ad account allows, as it is stored and as the platform says it now. */
export type AccountGate = {
  /**
   * Why nothing may be published or begin to serve; null when nothing stored speaks against it. A refusal is never said from memory:
   * the platform is asked again first. @throws VendorFailure
   */
  refusal(): Promise<AccountRefusal | null>;
  /** Asks the platform and stores its answer. @throws VendorFailure */
  read(): Promise<AccountState>;
  /** The platform has accepted the sign-in: whoever shares it is signed in, whatever was said of it before. */
  accepted(): Promise<void>;
  /** The platform has refused the developer token of a call: people see that of the account, until it is read again. */
  tokenRefused(failure: VendorFailure): Promise<void>;
};

/** The gate of one ad account. */
export function accountGate(
  { accounts }: Pick<PlatformsDeps, 'accounts'>,
  connection: PlatformConnection,
  organizationId: string,
  account: AdAccountRow,
  session: Session,
): AccountGate {
  const tokenRefused = async (failure: VendorFailure): Promise<void> => {
    if (failure.concerns === 'developer-token')
      await accounts.saveTokenRefusal(organizationId, account, problemOf(failure));
  };
  const read = async (): Promise<AccountState> => {
    const state = await connection.accountState(session).catch(async (error: unknown) => {
      if (error instanceof VendorFailure) await tokenRefused(error);
      throw error;
    });
    await accounts.saveState(organizationId, account, state);
    return state;
  };
  return {
    read,
    tokenRefused,
    async accepted() {
      if (account.status === 'reauthorize') await accounts.markAccepted(organizationId, account.grantId);
    },
    async refusal() {
      if (accountRefusal(account.platform, stateOf(account)) === null) return null;
      return accountRefusal(account.platform, await read());
    },
  };
}

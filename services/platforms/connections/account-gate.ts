import type { AccountState } from '../../../contracts/platforms/ad-accounts.ts';
import { accountRefusal, type AccountRefusal } from '../../../rules/account-access.ts';
import { connectAgain } from '../../../rules/connect-again.ts';
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
  /**
   * The platform has refused a call: a refused developer token is shown of the account until it is read again, and what the sign-in may do
   * there is not known any more where that was refused.
   */
  refused(failure: VendorFailure): Promise<void>;
};

/** The gate of one ad account. */
export function accountGate(
  { accounts }: Pick<PlatformsDeps, 'accounts'>,
  connection: PlatformConnection,
  organizationId: string,
  account: AdAccountRow,
  session: Session,
): AccountGate {
  const refused = async (failure: VendorFailure): Promise<void> => {
    if (failure.concerns === 'developer-token')
      await accounts.saveTokenRefusal(organizationId, account, problemOf(failure));
    else if (failure.kind === 'forbidden' && connectAgain(failure.code) !== null)
      await accounts.forgetChange(organizationId, account);
  };
  const read = async (): Promise<AccountState> => {
    const state = await connection.accountState(session).catch(async (error: unknown) => {
      if (error instanceof VendorFailure) await refused(error);
      throw error;
    });
    await accounts.saveState(organizationId, account, state);
    return state;
  };
  return {
    read,
    refused,
    async accepted() {
      if (account.status === 'reauthorize') await accounts.markAccepted(organizationId, account.grantId);
    },
    async refusal() {
      if (accountRefusal(account.platform, stateOf(account)) === null) return null;
      return accountRefusal(account.platform, await read());
    },
  };
}

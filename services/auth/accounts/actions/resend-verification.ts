import { addressContracts } from '../../../../contracts/auth/addresses.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { verificationMail } from '../../mails/domain/account-mails.ts';
import { sendToken } from '../send-token.ts';
import type { Account, AddressHolders } from '../store/accounts.ts';

/** Mails another token to an address that is not proved; the answer says nothing about who has an account. */
export function resendVerification(deps: AuthDeps) {
  return action(addressContracts.resendVerification, async function resendVerification({ params }) {
    const { email } = params;
    const holders = await deps.accounts.store.holdersOf(email);
    await sendToken(deps, {
      email,
      user: unprovedIn(holders)?.user,
      purpose: 'verify_address',
      mail: verificationMail,
      now: deps.clock(),
    });
    return { accepted: true as const };
  });
}

/** The account that a token would prove: none where the address is proved. */
function unprovedIn({ owner, claimant }: AddressHolders): Account | undefined {
  const account = owner ?? claimant;
  return account?.addressProvedAt ? undefined : account;
}

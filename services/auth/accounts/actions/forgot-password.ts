import { passwordContracts } from '../../../../contracts/auth/passwords.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { resetMail } from '../../mails/domain/account-mails.ts';
import { sendToken } from '../send-token.ts';

/** Mails a token to choose a new password; the answer says nothing about who has an account. */
export function forgotPassword(deps: AuthDeps) {
  return action(passwordContracts.forgotPassword, async function forgotPassword({ params: { email } }) {
    const { owner, claimant } = await deps.accounts.store.holdersOf(email);
    await sendToken(deps, {
      email,
      user: (owner ?? claimant)?.user,
      purpose: 'reset_password',
      mail: resetMail,
      now: deps.clock(),
    });
    return { accepted: true as const };
  });
}

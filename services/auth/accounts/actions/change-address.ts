import { addressContracts } from '../../../../contracts/auth/addresses.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { newAddressMail } from '../../mails/domain/account-mails.ts';
import { membershipIn } from '../../factors/membership-in.ts';
import { requireRunning } from '../../sessions/store/sessions.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { proveOwnPassword } from '../prove-password.ts';
import { addressTaken } from '../register-unproved.ts';
import { sendToken } from '../send-token.ts';

/**
 * Mails a token to the address that somebody wants to have; the old one stays until it is used. Whether the new address has an
 * account is told to that address alone. The old address is told at once.
 */
export function changeAddress(deps: AuthDeps) {
  return action(addressContracts.changeAddress, async function changeAddress({ params, caller, confirm }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { organizationId, userId, sessionId } = caller;
    const { email, password, origin } = params;
    const { account } = await proveOwnPassword(deps, userId, { password, origin });
    await confirm();
    const { owner } = await deps.accounts.store.holdersOf(email);
    await sendToken(deps, {
      email,
      user: owner ? undefined : account.user,
      purpose: 'change_address',
      mail: newAddressMail,
      otherwise: addressTaken(deps, owner),
      asker: origin?.address,
      require: (tx) => requireRunning(tx, sessionId, deps.clock()),
      now: deps.clock(),
    });
    const membership = await membershipIn(deps, userId, organizationId);
    await deps.database.transaction(async (tx) => {
      await recordOfPerson(tx, { organizationId, userId, origin, action: 'auth.address_change_asked' });
      await deps.mails.queueNotice(tx, membership, { kind: 'address_wished', to: email }, deps.clock());
    });
    return { accepted: true as const };
  });
}

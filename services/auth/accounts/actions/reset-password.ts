import { passwordContracts } from '../../../../contracts/auth/passwords.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { endPersonSessions } from '../../sessions/end-person-sessions.ts';
import { forgetFactorsOfUnproved, markRecovered } from '../../factors/store/first-factor.ts';
import { forgetAllDevices } from '../../sessions/store/devices.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { personOf, proveWithToken } from '../prove-address.ts';
import { endEarlierKeys } from '../earlier-keys.ts';

/**
 * Chooses a new password with what was mailed. It proves the address, ends every session of the person and begins none: a
 * second factor is still asked for at the next sign-in. Where the address was never proved before, nobody knows who made the
 * account: API keys and devices that were added to it end. Where the account had done no more than name the address, factors
 * that were added meanwhile end too and its person is told, so that no passkey of a stranger outlives the reset. What was added
 * while no proof was asked for stays, as it does for an account of such a time, because a mailbox alone must not open it.
 */
export function resetPassword(deps: AuthDeps) {
  return action(passwordContracts.resetPassword, async function resetPassword({ params }) {
    const { token, password, origin } = params;
    const { userId } = await deps.accounts.mailedTokens.find(token, 'reset_password', deps.clock());
    const { user, organization, addressProvedAt } = await personOf(deps, userId);
    const { email, name } = user;
    await deps.accounts.strength.require(password, { email, name, organizationName: organization.name });
    const passwordHash = await deps.accounts.passwords.hash(password);
    const isFirstProof = !deps.accounts.countsAsProved(addressProvedAt);
    const onlyNamed = isFirstProof && (await deps.accounts.store.find(userId))?.claimed === true;
    if (isFirstProof) await endEarlierKeys(deps, userId);
    await proveWithToken(deps, {
      token,
      purpose: 'reset_password',
      userId,
      origin,
      save: async (tx, person, now) => {
        await deps.accounts.store.setPassword(tx, userId, passwordHash);
        await markRecovered(tx, userId, now);
        if (isFirstProof) await forgetAllDevices(tx, userId);
        if (onlyNamed && (await forgetFactorsOfUnproved(tx, userId))) {
          await recordOfPerson(tx, { organizationId: null, userId, origin, action: 'auth.factors_lost' });
          await deps.mails.queueNotice(tx, person, { kind: 'factors_of_unproved_ended' }, now);
        }
        await deps.mails.queueNotice(tx, person, { kind: 'password_changed' }, now);
        await endPersonSessions(tx, { userId, reason: 'password', now });
      },
    });
    await deps.accounts.attempts.clearFor(email);
    return { done: true as const };
  });
}

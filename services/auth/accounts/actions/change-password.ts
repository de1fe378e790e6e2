import { passwordContracts } from '../../../../contracts/auth/passwords.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { membershipAmong } from '../../members/domain/membership.ts';
import { endPersonSessions } from '../../sessions/end-person-sessions.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { proveOwnPassword } from '../prove-password.ts';

/** Changes the password of who is signed in, who proves the old one. All their other sessions end. */
export function changePassword(deps: AuthDeps) {
  return action(passwordContracts.changePassword, async function changePassword({ params, caller, confirm }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { currentPassword, newPassword, origin } = params;
    const { userId, organizationId, sessionId } = caller;
    const proved = await proveOwnPassword(deps, userId, { password: currentPassword, origin });
    const membership = membershipAmong(proved.memberships, organizationId);
    if (!membership) throw new AppError('PERMISSION_DENIED');
    const { user, organization } = membership;
    await confirm();
    await deps.accounts.strength.require(newPassword, { ...user, organizationName: organization.name });
    const passwordHash = await deps.accounts.passwords.hash(newPassword);
    const now = deps.clock();
    await deps.database.transaction(async (tx) => {
      await deps.accounts.store.setPassword(tx, userId, passwordHash);
      await deps.accounts.mailedTokens.forgetAll(tx, userId);
      await recordOfPerson(tx, { organizationId, userId, action: 'auth.password_changed', origin });
      await deps.mails.queueNotice(tx, membership, { kind: 'password_changed' }, now);
      await endPersonSessions(tx, { userId, keep: sessionId, reason: 'password', now });
    });
    await deps.pollRevocations();
    return { done: true as const };
  });
}

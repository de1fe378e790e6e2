import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { withdrawAllOf } from '../../members/store/fallen-invitations.ts';
import { appendRevocation } from '../../sessions/store/revocations.ts';
import { markOtherSessionsEnded } from '../../sessions/store/sessions.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { membershipIn } from '../membership-in.ts';

/** Takes a second factor away, and ends every other session of the person: one of them may be why it is taken away. */
export function removeFactor(deps: AuthDeps) {
  return action(factorContracts.removeFactor, async function removeFactor({ params, caller, confirm }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { userId, organizationId, sessionId } = caller;
    const { factorId } = params;
    const listed = (await deps.factors.store.list(userId)).find(({ id }) => id === factorId);
    if (!listed) throw new AppError('RESOURCE_NOT_FOUND');
    const membership = await membershipIn(deps, userId, organizationId);
    await confirm();
    const now = deps.clock();
    await deps.database.transaction(async (tx) => {
      if (!(await deps.factors.store.remove(tx, userId, factorId))) throw new AppError('RESOURCE_NOT_FOUND');
      await deps.accounts.mailedTokens.forgetWish(tx, userId);
      await withdrawAllOf(tx, userId);
      const ended = await markOtherSessionsEnded(tx, userId, sessionId, now);
      await recordOfPerson(tx, {
        organizationId,
        userId,
        action: 'auth.factor_removed',
        detail: { kind: listed.kind },
        personal: { name: listed.name },
      });
      await deps.mails.queueNotice(tx, membership, { kind: 'factor_removed', factor: listed.name }, now);
      for (const other of ended) await appendRevocation(tx, { kind: 'session', sessionId: other }, now);
    });
    await deps.pollRevocations();
    return { done: true as const };
  });
}

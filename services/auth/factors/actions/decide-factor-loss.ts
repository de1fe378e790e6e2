import { factorLossContracts } from '../../../../contracts/auth/factor-loss.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordEvent } from '../../trail/store.ts';

/** Somebody who administers the organisation stops what a member says to have lost, or vouches for an only owner. */
export function decideFactorLoss(deps: AuthDeps) {
  return action(
    factorLossContracts.decideFactorLoss,
    async function decideFactorLoss({ params, organizationId, userId: actorId, confirm }) {
      const { userId, decision } = params;
      const { losses } = deps.factors;
      const member = await deps.members.store.standingOf(organizationId, userId);
      const open = member && (await losses.open(userId));
      if (!open) throw new AppError('RESOURCE_NOT_FOUND');
      if (userId === actorId) throw new AppError('PERMISSION_DENIED');
      await confirm();
      await deps.database.transaction(async (tx) => {
        const changed =
          decision === 'cancel'
            ? await losses.end(tx, userId, 'cancelled', deps.clock())
            : await losses.confirm(tx, userId, actorId);
        if (!changed) throw new AppError('RESOURCE_NOT_FOUND');
        const done = decision === 'cancel' ? 'auth.factor_loss_cancelled' : 'auth.factor_loss_confirmed';
        const subject = { kind: 'user', id: userId } as const;
        await recordEvent(tx, { organizationId, userId: actorId, action: done, subject });
      });
      return { done: true as const };
    },
  );
}

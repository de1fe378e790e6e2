import { factorLossContracts } from '../../../../contracts/auth/factor-loss.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordEvent } from '../../trail/store.ts';
import { recordDecidedElsewhere } from '../record-elsewhere.ts';

/**
 * Somebody who administers the organisation stops what a member says to have lost, or gives this organisation's word for its
 * only owner: it counts for no other organisation of theirs. What operators have settled no organisation stops.
 */
export function decideFactorLoss(deps: AuthDeps) {
  return action(
    factorLossContracts.decideFactorLoss,
    async function decideFactorLoss({ params, organizationId, userId: actorId, confirm }) {
      const { userId, decision } = params;
      const { losses } = deps.factors;
      const member = await deps.members.store.findMembership(userId, organizationId);
      const open = member && (await losses.open(userId, deps.clock()));
      if (!open) throw new AppError('RESOURCE_NOT_FOUND');
      if (userId === actorId) throw new AppError('PERMISSION_DENIED');
      if (decision === 'cancel' && (await losses.isSettled(open.id)))
        throw new AppError('PERMISSION_DENIED', { detail: SETTLED });
      await confirm();
      await deps.database.transaction(async (tx) => {
        const changed =
          decision === 'cancel'
            ? await losses.end(tx, userId, 'cancelled', deps.clock())
            : await losses.vouch(tx, userId, organizationId, actorId);
        if (!changed) throw new AppError('RESOURCE_NOT_FOUND', { detail: UNASKED });
        const done = decision === 'cancel' ? 'auth.factor_loss_cancelled' : 'auth.factor_loss_confirmed';
        const subject = { kind: 'user', id: userId } as const;
        await recordEvent(tx, { organizationId, userId: actorId, action: done, subject });
      });
      if (decision === 'cancel')
        await recordDecidedElsewhere(deps, { organizationId, userId, action: 'auth.factor_loss_cancelled' });
      return { done: true as const };
    },
  );
}

const SETTLED = 'Operators have given their word for this report; only the person stops it now.';
const UNASKED = 'Nothing is reported that needs the word of this organisation.';

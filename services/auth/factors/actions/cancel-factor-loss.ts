import { factorLossContracts } from '../../../../contracts/auth/factor-loss.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';

/** Who has a living session of the person has not lost everything: any of them stops it. */
export function cancelFactorLoss(deps: AuthDeps) {
  return action(
    factorLossContracts.cancelFactorLoss,
    async function cancelFactorLoss({ organizationId, userId }) {
      const event = { organizationId, userId, action: 'auth.factor_loss_cancelled' } as const;
      await deps.database.transaction(async (tx) => {
        if (!(await deps.factors.losses.end(tx, userId, 'cancelled', deps.clock())))
          throw new AppError('RESOURCE_NOT_FOUND');
        await recordOfPerson(tx, event);
      });
      return { done: true as const };
    },
  );
}

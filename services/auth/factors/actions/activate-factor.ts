import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordEvent } from '../../trail/store.ts';
import { membershipIn } from '../membership-in.ts';
import { newRecoveryCodes } from '../new-recovery-codes.ts';
import { proveTotp } from '../prove-factor.ts';

/** Finishes to add an app with a code of it, which is used up by that. The first factor brings recovery codes. */
export function activateFactor(deps: AuthDeps) {
  return action(
    factorContracts.activateFactor,
    async function activateFactor({ params, organizationId, userId }) {
      const { factorId, code, origin } = params;
      const now = deps.clock();
      const membership = await membershipIn(deps, userId, organizationId);
      const first = (await deps.factors.store.list(userId)).length === 0;
      const proved = await proveTotp(deps, userId, { code, begun: factorId }, now);
      const recoveryCodes = first ? newRecoveryCodes() : null;
      const factor = await deps.database.transaction(async (tx: Tx) => {
        await proved.use(tx);
        const activated = await deps.factors.store.activate(tx, userId, factorId, now);
        if (!activated) throw new AppError('RESOURCE_NOT_FOUND');
        if (recoveryCodes) await deps.factors.recoveryCodes.replace(tx, userId, recoveryCodes, now);
        await recordEvent(tx, {
          organizationId,
          userId,
          origin,
          action: 'auth.factor_added',
          detail: { kind: activated.kind, name: activated.name },
        });
        const notice = { kind: 'factor_added', factor: activated.name } as const;
        await deps.mails.queueNotice(tx, membership, notice, now);
        return activated;
      });
      return { factor, recoveryCodes };
    },
  );
}

import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { addFactor } from '../add-factor.ts';
import { membershipIn } from '../membership-in.ts';
import { proveTotp } from '../prove-factor.ts';
import { recordingFailure } from '../prove-or-record.ts';

/** Finishes to add an app with a code of it, which is used up by that. */
export function activateFactor(deps: AuthDeps) {
  return action(
    factorContracts.activateFactor,
    async function activateFactor({ params, organizationId, userId }) {
      const { factorId, code, origin } = params;
      const now = deps.clock();
      const membership = await membershipIn(deps, userId, organizationId);
      const trial = { userId, organizationId, origin, method: 'totp' } as const;
      const proved = await recordingFailure(deps, trial, () =>
        proveTotp(deps, userId, { code, begun: factorId }, now),
      );
      const activate: Parameters<typeof addFactor>[1]['activate'] = async (tx) => {
        await proved.use(tx);
        return deps.factors.store.activate(tx, userId, factorId, now);
      };
      return addFactor(deps, { membership, origin, now, activate });
    },
  );
}

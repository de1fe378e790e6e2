import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';

/** The second factors of the person who asks, and how many recovery codes they have left. */
export function factors(deps: AuthDeps) {
  return action(factorContracts.factors, async function factors({ userId }) {
    const { store, recoveryCodes } = deps.factors;
    const [list, recoveryCodesLeft] = await Promise.all([store.list(userId), recoveryCodes.left(userId)]);
    return { factors: list, recoveryCodesLeft };
  });
}

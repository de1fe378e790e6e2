import { stepUpContracts } from '../../../../contracts/auth/step-up.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { readStepUpToken } from '../step-up-token.ts';

/** Uses the step-up of a request up. Without one, says whether one is needed: the policy on step-ups stands here alone. */
export function confirmStepUp(deps: AuthDeps) {
  return action(stepUpContracts.confirmStepUp, async function confirmStepUp({ params, caller }) {
    if (caller.kind !== 'user') throw new AppError('PERMISSION_DENIED');
    const { purpose, hash, token } = params;
    const stepUp = { purpose, hash };
    if (token === undefined) {
      const methods = await deps.factors.store.methodsOf(caller.userId);
      if (methods.length > 0) throw new AppError('STEP_UP_REQUIRED', { stepUp });
      if (deps.factors.stepUpRequired) throw new AppError('FACTOR_REQUIRED');
      return { confirmed: 'not_needed' as const };
    }
    const keys = await deps.sessions.keys.publicKeys();
    const read = readStepUpToken(token, keys, { person: caller, purpose, hash });
    const { stepUps } = deps.factors;
    if (!read || (await stepUps.ended(read.asOf, caller)) || !(await stepUps.use(read, deps.clock())))
      throw new AppError('STEP_UP_INVALID', { stepUp });
    return { confirmed: 'by_step_up' as const };
  });
}

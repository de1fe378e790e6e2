import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordOfPerson } from '../../trail/record-of-person.ts';
import { AppError } from '../../../../lib/errors.ts';
import { membershipIn } from '../membership-in.ts';
import { newRecoveryCodes } from '../new-recovery-codes.ts';

/** Makes new recovery codes; none of the older ones counts any more. The answer is the only place where they are shown. */
export function makeRecoveryCodes(deps: AuthDeps) {
  return action(
    factorContracts.makeRecoveryCodes,
    async function makeRecoveryCodes({ organizationId, userId, confirm }) {
      const membership = await membershipIn(deps, userId, organizationId);
      if ((await deps.factors.store.list(userId)).length === 0) throw new AppError('FACTOR_REQUIRED');
      await confirm();
      const [codes, now] = [newRecoveryCodes(), deps.clock()];
      await deps.database.transaction(async (tx) => {
        await deps.factors.recoveryCodes.replace(tx, userId, codes, now);
        await recordOfPerson(tx, { organizationId, userId, action: 'auth.recovery_codes_made' });
        await deps.mails.queueNotice(tx, membership, { kind: 'recovery_codes_made' }, now);
      });
      return { recoveryCodes: codes };
    },
  );
}

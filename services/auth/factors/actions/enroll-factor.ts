import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import { proveOwnPassword } from '../../accounts/prove-password.ts';
import type { AuthDeps } from '../../deps.ts';
import { recordEvent } from '../../trail/store.ts';
import { membershipIn } from '../membership-in.ts';
import { otpauthUri, SECRET_BYTES } from '../domain/totp.ts';
import { ENROLMENT_MS } from '../store/factors.ts';

/** Begins to add an app: the person proves their password again, and a factor that they have. The answer is the only place where its secret is shown. */
export function enrollFactor(deps: AuthDeps) {
  return action(
    factorContracts.enrollFactor,
    async function enrollFactor({ params, organizationId, userId, confirm, waiveConfirmation }) {
      const { name, password, origin } = params;
      const { user } = await membershipIn(deps, userId, organizationId);
      await proveOwnPassword(deps, userId, { password, origin });
      // the first factor cannot be confirmed with one
      if ((await deps.factors.store.list(userId)).length === 0) waiveConfirmation();
      else await confirm();
      const factor = { id: uuidv7(), name, secret: randomBytes(SECRET_BYTES) };
      await deps.database.transaction(async (tx) => {
        await deps.factors.store.beginTotp(tx, userId, factor, deps.clock());
        await recordEvent(tx, { organizationId, userId, origin, action: 'auth.factor_begun' });
      });
      return {
        factorId: factor.id,
        otpauthUri: otpauthUri(factor.secret, user.email),
        expiresIn: ENROLMENT_MS / SECOND_MS,
      };
    },
  );
}

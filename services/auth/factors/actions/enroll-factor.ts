import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { factorContracts } from '../../../../contracts/auth/factors.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import { proveOwnPassword } from '../../accounts/prove-password.ts';
import type { AuthDeps } from '../../deps.ts';
import { beginFactor } from '../begin-factor.ts';
import { membershipIn } from '../membership-in.ts';
import { otpauthUri, SECRET_BYTES } from '../domain/totp.ts';
import { ENROLMENT_MS } from '../store/factors.ts';

/** Begins to add an app: the person proves their password again, and a factor that they have. The answer is the only place where its secret is shown. */
export function enrollFactor(deps: AuthDeps) {
  return action(factorContracts.enrollFactor, async function enrollFactor(request) {
    const { params, organizationId, userId } = request;
    const { name, password, origin } = params;
    const { user } = await membershipIn(deps, userId, organizationId);
    await proveOwnPassword(deps, userId, { password, origin });
    const factor = { id: uuidv7(), name, secret: randomBytes(SECRET_BYTES) };
    const begin: Parameters<typeof beginFactor>[1]['begin'] = (tx) =>
      deps.factors.store.beginTotp(tx, userId, factor, deps.clock());
    await beginFactor(deps, { request, origin, begin });
    return {
      factorId: factor.id,
      otpauthUri: otpauthUri(factor.secret, user.email),
      expiresIn: ENROLMENT_MS / SECOND_MS,
    };
  });
}

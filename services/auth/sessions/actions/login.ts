import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { provePassword } from '../../accounts/prove-password.ts';
import type { AuthDeps } from '../../deps.ts';
import { signIn } from '../../factors/sign-in.ts';

/** Signs a person in to the organisation that they used last, or asks them for their second factor. */
export function login(deps: AuthDeps) {
  return action(sessionContracts.login, async function login({ params }) {
    const { origin } = params;
    const { memberships, device } = await provePassword(deps, params);
    const [membership] = memberships;
    if (!membership)
      throw new AppError('PERMISSION_DENIED', { detail: 'You are a member of no organisation any more.' });
    const event = { action: 'auth.logged_in' } as const;
    return signIn(deps, { membership, origin, device, now: deps.clock(), event });
  });
}

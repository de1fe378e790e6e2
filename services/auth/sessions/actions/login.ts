import { sessionContracts } from '../../../../contracts/auth/sessions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { provePassword } from '../../accounts/credentials.ts';
import type { AuthDeps } from '../../deps.ts';
import { newSession, sessionAnswer } from '../sessions.ts';

/** Signs in to the organisation that the person used last. */
export function login(deps: AuthDeps) {
  return action(sessionContracts.login, async function login({ params }) {
    const { email, password, origin } = params;
    const { seats } = await provePassword(deps, { email, password, origin });
    const seat = seats[0];
    if (!seat)
      throw new AppError('PERMISSION_DENIED', { detail: 'You are a member of no organisation any more.' });
    const signing = await deps.keys.current();
    const session = newSession(deps, origin);
    await deps.accounts.enter(seat, session, 'auth.logged_in');
    return sessionAnswer(deps, signing, seat, session);
  });
}

import { v7 as uuidv7 } from 'uuid';
import { accountContracts } from '../../../../contracts/auth/accounts.ts';
import { action } from '../../../../mixins/action.ts';
import { refuseWeakPassword } from '../credentials.ts';
import type { AuthDeps } from '../../deps.ts';
import type { Seat } from '../domain/people.ts';
import { newSession, tokensOf } from '../../sessions/sessions.ts';

/** A new person with a new organisation, as its owner. */
export function register(deps: AuthDeps) {
  return action(accountContracts.register, async function register({ params }) {
    const { email, name, organizationName } = params;
    refuseWeakPassword(params.password, { email, name, organizationName });
    const passwordHash = await deps.passwords.hash(params.password);
    const signing = await deps.keys.current();
    const session = newSession(deps, params.origin);
    const seat: Seat = {
      user: { id: uuidv7(), email, name, createdAt: session.startedAt.toISOString() },
      organization: { id: uuidv7(), name: organizationName, approvalPolicy: 'two_people', role: 'owner' },
    };
    await deps.accounts.register(seat, passwordHash, session);
    return { ...seat, tokens: tokensOf(deps, signing, seat, session) };
  });
}

import { v7 as uuidv7 } from 'uuid';
import { memberContracts } from '../../../../contracts/auth/members.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { provePassword, refuseWeakPassword } from '../../accounts/credentials.ts';
import type { AuthDeps } from '../../deps.ts';
import { newSession, sessionAnswer } from '../../sessions/sessions.ts';

/** Joins with the token of the mail: somebody new chooses a password, somebody known proves his. */
export function acceptInvitation(deps: AuthDeps) {
  return action(
    memberContracts.acceptInvitation,
    async function acceptInvitation({ params: { token, name, password, origin } }) {
      const { id, email, organization } = await deps.acceptance.open(token, deps.clock());
      const known = await deps.accounts.byEmail(email);
      if (known) {
        const { user } = await provePassword(deps, { email, password, origin });
        const signing = await deps.keys.current();
        const session = newSession(deps, origin);
        await deps.acceptance.accept(id, { user, organization }, session);
        await deps.hear();
        return sessionAnswer(deps, signing, { user, organization }, session);
      }
      if (name === undefined) throw invalidField('name', 'FIELD_MISSING', 'A new person needs a name.');
      refuseWeakPassword(password, { email, name, organizationName: organization.name });
      const passwordHash = await deps.passwords.hash(password);
      const signing = await deps.keys.current();
      const session = newSession(deps, origin);
      const user = { id: uuidv7(), email, name, createdAt: session.startedAt.toISOString() };
      await deps.acceptance.accept(id, { user, organization }, session, passwordHash);
      return sessionAnswer(deps, signing, { user, organization }, session);
    },
  );
}

import { v7 as uuidv7 } from 'uuid';
import type { User } from '../../../../contracts/auth/identity.ts';
import { memberContracts } from '../../../../contracts/auth/members.ts';
import { invalidField } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { requireStrongPassword } from '../../accounts/domain/password-rules.ts';
import { provePassword } from '../../accounts/prove-password.ts';
import type { AuthDeps } from '../../deps.ts';
import { signIn } from '../../factors/sign-in.ts';
import type { SessionDevice } from '../../sessions/device.ts';
import type { OpenInvitation } from '../store/acceptance.ts';

/** Joins with the token of the mail. A new person chooses a password; a person with an account proves theirs. */
export function acceptInvitation(deps: AuthDeps) {
  return action(memberContracts.acceptInvitation, async function acceptInvitation({ params }) {
    const { token, name, password, deviceToken, origin } = params;
    const invitation = await deps.members.acceptance.open(token, deps.clock());
    const { id, email, organization } = invitation;
    const account = await deps.accounts.store.findByEmail(email);
    const { user, passwordHash, device } = account
      ? { ...(await provePassword(deps, { email, password, deviceToken, origin })), passwordHash: undefined }
      : await newPerson(deps, invitation, name, password);
    const now = deps.clock();
    const membership = { user, organization, addressProvedAt: now };
    return signIn(deps, {
      membership,
      origin,
      device,
      now,
      event: {
        action: 'auth.invitation_accepted',
        subject: { kind: 'invitation', id },
        detail: { role: organization.role },
      },
      save: async (tx) => {
        await deps.members.acceptance.accept(tx, id, membership, passwordHash, now);
        await deps.mails.queueWelcome(tx, membership, now);
      },
      revocation: {
        kind: 'member',
        organizationId: organization.id,
        userId: user.id,
        role: organization.role,
      },
    });
  });
}

/** @throws AppError REQUEST_INVALID without a name, PASSWORD_WEAK */
async function newPerson(
  deps: AuthDeps,
  { email, organization }: OpenInvitation,
  name: string | undefined,
  password: string,
): Promise<{ user: User; passwordHash: string; device: SessionDevice }> {
  if (name === undefined) throw invalidField('name', 'FIELD_MISSING', 'A new person needs a name.');
  requireStrongPassword(password, { email, name, organizationName: organization.name });
  const passwordHash = await deps.accounts.passwords.hash(password);
  const user = { id: uuidv7(), email, name, createdAt: deps.clock().toISOString() };
  return { user, passwordHash, device: { kind: 'new', tell: false } };
}

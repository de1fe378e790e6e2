import { recordDisplaced } from '../accounts/prove-address.ts';
import type { User } from '../../../contracts/auth/identity.ts';
import type { AuthDeps } from '../deps.ts';
import type { SessionStart } from '../sessions/begin-session.ts';
import { endPersonSessions } from '../sessions/end-person-sessions.ts';
import { tellOfNewMember } from './tell-of-role.ts';
import type { OpenInvitation } from './store/acceptance.ts';

/** Who joins, and with what. `unproved`: somebody may be signed in to the account who is not them. */
export type Joining = {
  invitation: OpenInvitation;
  user: User;
  /** Of a new person, whose account is made too. */
  passwordHash?: string | undefined;
  unproved: boolean;
  now: Date;
};

/** How the session begins with which somebody joins: the invitation is used up with it, or not at all. */
export function joining(
  deps: AuthDeps,
  { invitation: { id, organization }, user, passwordHash, unproved, now }: Joining,
): Pick<SessionStart, 'membership' | 'event' | 'revocation'> & Required<Pick<SessionStart, 'save'>> {
  const membership = { user, organization, addressProvedAt: now };
  const { role } = organization;
  return {
    membership,
    event: {
      action: 'auth.invitation_accepted',
      subject: { kind: 'invitation', id },
      detail: { role },
    },
    save: async (tx) => {
      const displaced = await deps.members.acceptance.accept(tx, id, membership, passwordHash, now);
      for (const other of displaced) await recordDisplaced(tx, membership, other);
      await deps.mails.queueWelcome(tx, membership, now);
      await tellOfNewMember(tx, deps.mails, membership, now);
      if (unproved) await endPersonSessions(tx, { userId: user.id, reason: 'address', now });
    },
    revocation: { kind: 'member', organizationId: organization.id, userId: user.id, role },
  };
}

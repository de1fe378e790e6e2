import { memberContracts } from '../../../../contracts/auth/members.ts';
import { action } from '../../../../mixins/action.ts';
import { recordDisplaced } from '../../accounts/prove-address.ts';
import type { AuthDeps } from '../../deps.ts';
import { signIn } from '../../factors/sign-in.ts';
import { endPersonSessions } from '../../sessions/end-person-sessions.ts';
import { invitedPerson } from '../invited-person.ts';

/** Joins with the token of the mail, which proves the address. */
export function acceptInvitation(deps: AuthDeps) {
  return action(memberContracts.acceptInvitation, async function acceptInvitation({ params }) {
    const { token, name, password, deviceToken, origin } = params;
    const invitation = await deps.members.acceptance.open(token, deps.clock());
    const { id, organization } = invitation;
    const answer = { name, password, deviceToken, origin };
    const { user, passwordHash, unproved, device } = await invitedPerson(deps, invitation, answer);
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
        const displaced = await deps.members.acceptance.accept(tx, id, membership, passwordHash, now);
        for (const other of displaced) await recordDisplaced(tx, membership, other);
        await deps.mails.queueWelcome(tx, membership, now);
        if (unproved) await endPersonSessions(tx, { userId: user.id, reason: 'address', now });
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

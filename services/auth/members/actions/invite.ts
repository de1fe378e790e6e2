import { v7 as uuidv7 } from 'uuid';
import { memberContracts } from '../../../../contracts/auth/members.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { INVITATION_MS } from '../../sessions/domain/lifetimes.ts';
import { decideInvitation } from '../domain/role-rules.ts';
import { newInvitationToken } from '../../secrets/opaque-tokens.ts';

/** Invites an address; the token goes there by mail and nowhere else. */
export function invite(deps: AuthDeps) {
  return action(
    memberContracts.invite,
    async function invite({ params: { email, role }, organizationId, userId }) {
      const seats = await deps.seats.ofUser(userId);
      const own = seats.find((seat) => seat.organization.id === organizationId);
      if (!own) throw new AppError('PERMISSION_DENIED');
      decideInvitation(own.organization.role, role);
      const createdAt = deps.clock();
      const expiresAt = new Date(createdAt.getTime() + INVITATION_MS);
      const invitation = { id: uuidv7(), email, role, invitedBy: userId };
      await deps.invitations.create({
        ...invitation,
        organizationId,
        organizationName: own.organization.name,
        inviterName: own.user.name,
        token: newInvitationToken(organizationId),
        createdAt,
        expiresAt,
      });
      const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
      return { ...invitation, ...times, status: 'pending' as const };
    },
  );
}

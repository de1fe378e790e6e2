import { v7 as uuidv7 } from 'uuid';
import { memberContracts } from '../../../../contracts/auth/members.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { decideInvitation, isOfWeight } from '../domain/role-rules.ts';
import { newInvitationToken } from '../invitation-token.ts';
import { INVITATION_MS, mailOf } from '../domain/invitation-life.ts';

/** Invites an address. The token is sent to it by mail, at once or when the address may be mailed again, and given to nobody else. */
export function invite(deps: AuthDeps) {
  return action(
    memberContracts.invite,
    async function invite({ params: { email, role }, organizationId, userId, confirm, waiveConfirmation }) {
      const inviter = await deps.members.store.findMembership(userId, organizationId);
      if (!inviter) throw new AppError('PERMISSION_DENIED');
      decideInvitation(inviter.organization.role, role);
      // whoever gives away a role of weight gives away the organisation's trust, or its money
      if (isOfWeight(role)) await confirm();
      else waiveConfirmation();
      const createdAt = deps.clock();
      const expiresAt = new Date(createdAt.getTime() + INVITATION_MS);
      const invitation = { id: uuidv7(), email, role, invitedBy: userId };
      const notBefore = await deps.members.invitations.create({
        ...invitation,
        organizationId,
        organizationName: inviter.organization.name,
        inviterName: inviter.user.name,
        token: newInvitationToken(organizationId),
        createdAt,
        expiresAt,
      });
      const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
      const state = notBefore < expiresAt ? 'queued' : null;
      const mail = mailOf({ state, sentAt: null, notBefore }, { isOpen: true, expiresAt, now: createdAt });
      return { ...invitation, ...times, ...mail, status: 'pending' as const };
    },
  );
}

import type { Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { isUniqueViolation } from '../../../../storage/failures.ts';
import { inOrganization } from '../../../../storage/scope.ts';
import { welcomeMail } from '../../mails/domain/mails.ts';
import type { NewSession, Organization, Seat } from '../../accounts/domain/people.ts';
import { organizationOfInvitation, tokenHash } from '../../secrets/opaque-tokens.ts';
import { insertMembership, insertUser, within } from '../../accounts/store/accounts.ts';
import type { QueueMail } from '../../mails/store/mails.ts';
import { revoke } from '../../sessions/store/revocations.ts';
import { trail } from '../../trail/store/security-trail.ts';
import { startSession } from '../../sessions/store/sessions.ts';

export type OpenInvitation = { id: string; email: string; organization: Organization };
type Row = {
  id: string;
  email: string;
  role: Role;
  organization_id: string;
  name: string;
  approval_policy: Organization['approvalPolicy'];
};

/** Joining an organisation with an invitation's token. */
export function acceptanceStore(database: Database, queueMail: QueueMail, publicUrl: string) {
  return {
    /** The pending invitation of a token. @throws AppError INVITATION_INVALID */
    open: async (token: string, now: Date): Promise<OpenInvitation> => {
      const organizationId = organizationOfInvitation(token);
      if (!organizationId) throw new AppError('INVITATION_INVALID');
      const [row] = await inOrganization(organizationId, () =>
        database.query<Row>(
          `SELECT i.id, i.email, i.role, i.organization_id, o.name, o.approval_policy
           FROM invitations i JOIN organizations o ON o.id = i.organization_id
           WHERE i.organization_id = $1 AND i.token_hash = $2 AND i.status = 'pending' AND i.expires_at > $3`,
          [organizationId, tokenHash(token), now],
        ),
      );
      if (!row) throw new AppError('INVITATION_INVALID');
      const { organization_id: id, name, approval_policy: approvalPolicy, role } = row;
      return { id: row.id, email: row.email, organization: { id, name, approvalPolicy, role } };
    },

    /**
     * Uses the invitation up, seats the person (made when `passwordHash` is given) and begins a session.
     * @throws AppError INVITATION_INVALID when another request was first, CREDENTIALS_INVALID when the account was made
     * in the meantime
     */
    accept: async (invitationId: string, seat: Seat, session: NewSession, passwordHash?: string) => {
      const organizationId = seat.organization.id;
      try {
        await within(database, organizationId, async (tx) => {
          const used = await tx.query(
            `UPDATE invitations SET status = 'accepted'
             WHERE organization_id = $1 AND id = $2 AND status = 'pending' AND expires_at > $3 RETURNING id`,
            [organizationId, invitationId, session.startedAt],
          );
          if (used.length === 0) throw new AppError('INVITATION_INVALID');
          if (passwordHash) await insertUser(tx, seat.user, passwordHash);
          if (!(await insertMembership(tx, seat, session.startedAt)))
            throw new AppError('INVITATION_INVALID');
          await startSession(tx, seat, session);
          const [userId, role] = [seat.user.id, seat.organization.role];
          await trail(tx, {
            organizationId,
            userId,
            action: 'auth.invitation_accepted',
            subject: { kind: 'invitation', id: invitationId },
            origin: session.origin,
            detail: { role },
          });
          const mail = { name: seat.user.name, organizationName: seat.organization.name, publicUrl };
          await queueMail(tx, organizationId, seat.user.email, welcomeMail(mail), session.startedAt);
          // last: the counter's lock is held until the end of the transaction
          await revoke(tx, { kind: 'member', organizationId, userId, role }, session.startedAt);
        });
      } catch (error) {
        throw isUniqueViolation(error, 'users_email') ? new AppError('CREDENTIALS_INVALID') : error;
      }
    },
  };
}

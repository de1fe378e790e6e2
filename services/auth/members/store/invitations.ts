import { Op, type WhereOptions } from 'sequelize';
import type { Invitation } from '../../../../contracts/auth/members.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { invitationMail } from '../../mails/domain/mails.ts';
import type { InvitationModel } from '../../models.ts';
import { tokenHash } from '../../secrets/opaque-tokens.ts';
import { within } from '../../accounts/store/accounts.ts';
import type { QueueMail } from '../../mails/store/mails.ts';
import { trail } from '../../trail/store/security-trail.ts';

export type NewInvitation = {
  organizationId: string;
  organizationName: string;
  inviterName: string;
  token: string;
  createdAt: Date;
  expiresAt: Date;
} & Pick<Invitation, 'id' | 'email' | 'role' | 'invitedBy'>;

type InvitationRows = {
  find(where: WhereOptions, options: { limit: number; sort: string[] }): Promise<InvitationModel[]>;
};

/** Invitations of an organisation; only the hash of a token is kept. */
export function invitationStore(
  database: Database,
  rows: InvitationRows,
  queueMail: QueueMail,
  publicUrl: string,
) {
  return {
    /** Invites an address and withdraws what was pending for it. @throws AppError MEMBER_EXISTS */
    create: (invitation: NewInvitation): Promise<void> =>
      within(database, invitation.organizationId, async (tx) => {
        const { organizationId, id, email, role, invitedBy, createdAt } = invitation;
        await tx.query('SELECT id FROM organizations WHERE id = $1 FOR UPDATE', [organizationId]);
        const members = await tx.query(
          `SELECT 1 AS one FROM memberships m JOIN users u ON u.id = m.user_id
           WHERE m.organization_id = $1 AND lower(u.email) = lower($2)`,
          [organizationId, email],
        );
        if (members.length > 0) throw new AppError('MEMBER_EXISTS');
        await replacePending(tx, invitation);
        const subject = { kind: 'invitation', id } as const;
        await trail(tx, {
          organizationId,
          userId: invitedBy,
          action: 'auth.invited',
          subject,
          detail: { role },
        });
        await queueMail(tx, organizationId, email, invitationMail({ ...invitation, publicUrl }), createdAt);
      }),

    /** The newest first, after the one with the id `before`. */
    page: async (organizationId: string, before: string | undefined, limit: number, now: Date) => {
      const where = { organization_id: organizationId, ...(before ? { id: { [Op.lt]: before } } : {}) };
      const found = await rows.find(where, { limit, sort: ['-id'] });
      return found.map((row) => invitationOf(row, now));
    },

    /** @throws AppError RESOURCE_NOT_FOUND when it is not pending here */
    withdraw: (organizationId: string, id: string, actorId: string): Promise<void> =>
      within(database, organizationId, async (tx) => {
        const withdrawn = await tx.query(
          `UPDATE invitations SET status = 'withdrawn'
           WHERE organization_id = $1 AND id = $2 AND status = 'pending' RETURNING id`,
          [organizationId, id],
        );
        if (withdrawn.length === 0) throw new AppError('RESOURCE_NOT_FOUND');
        const subject = { kind: 'invitation', id } as const;
        await trail(tx, { organizationId, userId: actorId, action: 'auth.invitation_withdrawn', subject });
      }),
  };
}

/** An address has one pending invitation: the newest. */
async function replacePending(tx: Tx, invitation: NewInvitation): Promise<void> {
  const { organizationId, id, email, role, token, invitedBy, createdAt, expiresAt } = invitation;
  await tx.query(
    `UPDATE invitations SET status = 'withdrawn'
     WHERE organization_id = $1 AND email = $2 AND status = 'pending'`,
    [organizationId, email],
  );
  await tx.query(
    `INSERT INTO invitations
       (organization_id, id, email, role, status, token_hash, invited_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8)`,
    [organizationId, id, email, role, tokenHash(token), invitedBy, createdAt, expiresAt],
  );
}

function invitationOf(row: InvitationModel, now: Date): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: row.status === 'pending' && row.expires_at <= now ? 'expired' : row.status,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  };
}

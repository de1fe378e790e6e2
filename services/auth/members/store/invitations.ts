import type { Invitation } from '../../../../contracts/auth/members.ts';
import { ROLES } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import {
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import { MAIL_LIMITS } from '../../mails/domain/mail-limit.ts';
import { requireMail } from '../../mails/mail-counts.ts';
import { mailboxOf } from '../../mails/domain/mail-slot.ts';
import { giveSlotBack, takeSlot } from '../../mails/mail-slots.ts';
import type { MailStore } from '../../mails/store.ts';
import { tokenHash } from '../../opaque-token.ts';
import { recordEvent } from '../../trail/store.ts';
import { mailOf } from '../domain/invitation-life.ts';
import { lockOrganization } from './organization-lock.ts';

export type NewInvitation = {
  organizationId: string;
  organizationName: string;
  inviterName: string;
  token: string;
  createdAt: Date;
  expiresAt: Date;
} & Pick<Invitation, 'id' | 'email' | 'role' | 'invitedBy'>;
export type InvitationStore = ReturnType<typeof invitationStore>;

const invitationColumns = {
  id: uuid,
  email: text,
  role: oneOf(ROLES),
  status: oneOf(['pending', 'accepted', 'withdrawn']),
  invited_by: uuid,
  created_at: instant,
  expires_at: instant,
  mail_at: nullable(instant),
  mail_state: nullable(oneOf(['queued', 'sent', 'unsent', 'nobody'])),
  sent_at: nullable(instant),
};
const PAGE = statement(
  `SELECT i.id, i.email, i.role, i.status, i.invited_by, i.created_at, i.expires_at, i.mail_at, m.state AS mail_state, m.sent_at
   FROM invitations i LEFT JOIN mails m ON m.organization_id = i.organization_id AND m.invitation_id = i.id
   WHERE i.organization_id = $1 AND ($2::uuid IS NULL OR i.id < $2) ORDER BY i.id DESC LIMIT $3`,
  invitationColumns,
);
const COUNT_MEMBERS = statement(
  `SELECT count(*) AS members FROM memberships m JOIN users u ON u.id = m.user_id
   WHERE m.organization_id = $1 AND lower(u.email) = lower($2)`,
  { members: integer },
);
const WITHDRAW_PENDING = statement(
  `UPDATE invitations SET status = 'withdrawn' WHERE organization_id = $1 AND email = $2 AND status = 'pending'
   RETURNING mail_at`,
  { mail_at: nullable(instant) },
);
const INSERT = `
  INSERT INTO invitations (organization_id, id, email, role, status, token_hash, invited_by, created_at, expires_at, mail_at)
  VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9)`;
const WITHDRAW = statement(
  `UPDATE invitations SET status = 'withdrawn' WHERE organization_id = $1 AND id = $2 AND status = 'pending'
   RETURNING email, mail_at, expires_at`,
  { email: text, mail_at: nullable(instant), expires_at: instant },
);

/** Invitations of an organisation. Tokens are stored as hashes only. */
export function invitationStore(database: Database, mails: MailStore) {
  return {
    /**
     * Invites an address and withdraws what was pending for it. An organisation mails an address so often a day, and all together
     * do; nobody is kept from inviting by that, but the mail waits for its turn.
     * @returns before when the mail does not go out: by the organisation's own count, because that of the others is not its to know
     * @throws AppError MEMBER_EXISTS, RATE_LIMIT_EXCEEDED
     */
    create: (invitation: NewInvitation): Promise<Date> =>
      database.transaction(async (tx) => {
        const { organizationId, id, email, role, invitedBy } = invitation;
        await lockOrganization(tx, organizationId);
        const [found] = await tx.query(COUNT_MEMBERS, [organizationId, email]);
        if (found?.members !== 0) throw new AppError('MEMBER_EXISTS');
        await requireMail(tx, MAIL_LIMITS.invitingOrganization, organizationId, invitation.createdAt);
        const mailAt = await replacePending(tx, invitation);
        await recordEvent(tx, {
          organizationId,
          userId: invitedBy,
          action: 'auth.invited',
          subject: { kind: 'invitation', id },
          detail: { role },
        });
        if (mailAt < invitation.expiresAt) await mails.queueInvitation(tx, invitation, mailAt);
        return mailAt;
      }),

    /** The newest first, older than the one with the id `before`. */
    async list(
      organizationId: string,
      before: string | null,
      limit: number,
      now: Date,
    ): Promise<Invitation[]> {
      const rows = await database.query(PAGE, [organizationId, before, limit]);
      return rows.map((row) => invitationOf(row, now));
    },

    /** @throws AppError RESOURCE_NOT_FOUND when there is no pending invitation with this id */
    withdraw: (organizationId: string, id: string, actorId: string, now: Date): Promise<void> =>
      database.transaction(async (tx) => {
        const [withdrawn] = await tx.query(WITHDRAW, [organizationId, id]);
        if (!withdrawn) throw new AppError('RESOURCE_NOT_FOUND');
        const { email, mail_at: mailAt, expires_at: expiresAt } = withdrawn;
        // what would have come too late has no turn of its own
        if (mailAt !== null && mailAt > now && mailAt < expiresAt)
          await giveSlotBack(tx, MAIL_LIMITS.invitedByOne, shareOf(organizationId, email));
        await recordEvent(tx, {
          organizationId,
          userId: actorId,
          action: 'auth.invitation_withdrawn',
          subject: { kind: 'invitation', id },
        });
      }),
  };
}

/**
 * An address has one pending invitation of an organisation at most: the newest. It has the turn of the one before where that
 * still waits, so that no organisation waits twice. @returns before when its mail does not go out
 */
async function replacePending(tx: Tx, invitation: NewInvitation): Promise<Date> {
  const { organizationId, id, email, role, token, invitedBy, createdAt, expiresAt } = invitation;
  const withdrawn = await tx.query(WITHDRAW_PENDING, [organizationId, email]);
  const waiting = withdrawn.map(({ mail_at: mailAt }) => mailAt).find((at) => at !== null && at > createdAt);
  const usefulMs = expiresAt.getTime() - createdAt.getTime();
  const wait = { now: createdAt, usefulMs };
  const mailAt =
    waiting ?? (await takeSlot(tx, MAIL_LIMITS.invitedByOne, shareOf(organizationId, email), wait));
  const values = [organizationId, id, email, role, tokenHash(token), invitedBy, createdAt, expiresAt, mailAt];
  await tx.execute(INSERT, values);
  return mailAt;
}

/** Whose share of which mailbox's mails it is. */
const shareOf = (organizationId: string, email: string) => `${organizationId} ${mailboxOf(email)}`;

function invitationOf(row: RowOf<typeof invitationColumns>, now: Date): Invitation {
  const status = row.status === 'pending' && row.expires_at <= now ? 'expired' : row.status;
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at.toISOString(),
    ...mailOf(
      { state: row.mail_state, sentAt: row.sent_at, notBefore: row.mail_at },
      { isOpen: status === 'pending', expiresAt: row.expires_at, now },
    ),
    createdAt: row.created_at.toISOString(),
  };
}

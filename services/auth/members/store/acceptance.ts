import { APPROVAL_POLICIES, type Organization, type User } from '../../../../contracts/auth/identity.ts';
import { ROLES } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { inOrganization } from '../../../../storage/scope.ts';
import { nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { insertUser } from '../../accounts/store/accounts.ts';
import { ownAddress } from '../../accounts/store/address-owners.ts';
import { tokenHash } from '../../opaque-token.ts';
import type { Membership } from '../domain/membership.ts';
import { organizationOfInvitation } from '../invitation-token.ts';
import { invitationStands } from '../domain/role-rules.ts';
import { insertMembership } from './memberships.ts';
import { lockOrganization } from './organization-lock.ts';

/** An invitation that can be accepted, and the organisation with the role that it offers. */
export type OpenInvitation = { id: string; email: string; organization: Organization };
/** Where an invitation is found without its token. */
export type InvitationKey = { organizationId: string; id: string };
export type AcceptanceStore = ReturnType<typeof acceptanceStore>;

/** By the hash of its token ($2), or by its id ($3); with the role that its inviter has now. */
const FIND = statement(
  `SELECT i.id, i.email, i.role, o.name, o.approval_policy, m.role AS inviter_role
   FROM invitations i JOIN organizations o ON o.id = i.organization_id
     LEFT JOIN memberships m ON m.organization_id = i.organization_id AND m.user_id = i.invited_by
   WHERE i.organization_id = $1 AND (i.token_hash = $2::bytea OR i.id = $3::uuid) AND i.status = 'pending'
     AND i.expires_at > $4`,
  {
    id: uuid,
    email: text,
    role: oneOf(ROLES),
    name: text,
    approval_policy: oneOf(APPROVAL_POLICIES),
    inviter_role: nullable(oneOf(ROLES)),
  },
);
const ACCEPT = `
  UPDATE invitations SET status = 'accepted'
  WHERE organization_id = $1 AND id = $2 AND status = 'pending' AND expires_at > $3`;

/** Joining an organisation with the token of an invitation, which also says in whose scope to look for it. */
export function acceptanceStore(database: Database) {
  return {
    /** The pending invitation of a token. @throws AppError INVITATION_INVALID */
    async open(token: string, now: Date): Promise<OpenInvitation> {
      const organizationId = organizationOfInvitation(token);
      if (!organizationId) throw new AppError('INVITATION_INVALID');
      const hash = tokenHash(token);
      return inOrganization(organizationId, () => findOpen(database, organizationId, { hash }, now));
    },

    /** A pending invitation whose token was shown before. @throws AppError INVITATION_INVALID */
    again: ({ organizationId, id }: InvitationKey, now: Date): Promise<OpenInvitation> =>
      inOrganization(organizationId, () => findOpen(database, organizationId, { id }, now)),

    /**
     * Uses the invitation up and makes the person a member, while nobody changes its inviter. The token came to the address,
     * so the address is theirs now.
     * @param passwordHash of a new person, whose account is made too; undefined when the person has an account
     * @returns the people who had named the address without having proved it
     * @throws AppError INVITATION_INVALID when another request used it first or the person is a member already,
     *   CREDENTIALS_INVALID when somebody else proved the address in the meantime
     */
    async accept(
      tx: Tx,
      invitationId: string,
      membership: Membership,
      passwordHash: string | undefined,
      now: Date,
    ): Promise<string[]> {
      const { user, organization } = membership;
      await lockOrganization(tx, organization.id);
      await findOpen(tx, organization.id, { id: invitationId }, now);
      const accepted = await tx.execute(ACCEPT, [organization.id, invitationId, now]);
      if (accepted === 0) throw new AppError('INVITATION_INVALID');
      if (passwordHash) await insertUser(tx, user, { passwordHash, claimed: true });
      const displaced = await ownInvitedAddress(tx, user, now);
      if (!(await insertMembership(tx, membership, now))) throw new AppError('INVITATION_INVALID');
      return displaced;
    },
  };
}

/** @throws AppError INVITATION_INVALID, also where whoever invited could not do so any more */
async function findOpen(
  tx: Pick<Tx, 'query'>,
  organizationId: string,
  { hash = null, id = null }: { hash?: Buffer | null; id?: string | null },
  now: Date,
): Promise<OpenInvitation> {
  const [row] = await tx.query(FIND, [organizationId, hash, id, now]);
  if (!row || !invitationStands(row.inviter_role, row.role)) throw new AppError('INVITATION_INVALID');
  const { email, name, approval_policy: approvalPolicy, role } = row;
  return { id: row.id, email, organization: { id: organizationId, name, approvalPolicy, role } };
}

/** That the address has an account is not told: the invited person is asked to prove the account's password. */
async function ownInvitedAddress(tx: Tx, { id, email }: User, now: Date): Promise<string[]> {
  try {
    return await ownAddress(tx, id, email, now);
  } catch (error) {
    const taken = error instanceof AppError && error.code === 'LINK_INVALID';
    throw taken ? new AppError('CREDENTIALS_INVALID', {}, error) : error;
  }
}

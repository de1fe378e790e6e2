import { APPROVAL_POLICIES, type Organization, type User } from '../../../../contracts/auth/identity.ts';
import { ROLES } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { inOrganization } from '../../../../storage/scope.ts';
import { oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { insertUser } from '../../accounts/store/accounts.ts';
import { ownAddress } from '../../accounts/store/address-owners.ts';
import { tokenHash } from '../../opaque-token.ts';
import type { Membership } from '../domain/membership.ts';
import { organizationOfInvitation } from '../invitation-token.ts';
import { insertMembership } from './memberships.ts';

/** An invitation that can be accepted, and the organisation with the role that it offers. */
export type OpenInvitation = { id: string; email: string; organization: Organization };
export type AcceptanceStore = ReturnType<typeof acceptanceStore>;

const FIND = statement(
  `SELECT i.id, i.email, i.role, i.organization_id, o.name, o.approval_policy
   FROM invitations i JOIN organizations o ON o.id = i.organization_id
   WHERE i.organization_id = $1 AND i.token_hash = $2 AND i.status = 'pending' AND i.expires_at > $3`,
  {
    id: uuid,
    email: text,
    role: oneOf(ROLES),
    organization_id: uuid,
    name: text,
    approval_policy: oneOf(APPROVAL_POLICIES),
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
      const values = [organizationId, tokenHash(token), now];
      const [row] = await inOrganization(organizationId, () => database.query(FIND, values));
      if (!row) throw new AppError('INVITATION_INVALID');
      const { id, email, organization_id, name, approval_policy: approvalPolicy, role } = row;
      return { id, email, organization: { id: organization_id, name, approvalPolicy, role } };
    },

    /**
     * Uses the invitation up and makes the person a member. The token came to the address, so the address is theirs now.
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
      const accepted = await tx.execute(ACCEPT, [organization.id, invitationId, now]);
      if (accepted === 0) throw new AppError('INVITATION_INVALID');
      if (passwordHash) await insertUser(tx, user, { passwordHash, claimed: true });
      const displaced = await ownInvitedAddress(tx, user, now);
      if (!(await insertMembership(tx, membership, now))) throw new AppError('INVITATION_INVALID');
      return displaced;
    },
  };
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

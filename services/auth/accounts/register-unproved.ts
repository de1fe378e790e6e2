import type { Origin } from '../../../contracts/auth/identity.ts';
import type { AuthDeps } from '../deps.ts';
import { addressNamedMail, verificationMail } from '../mails/domain/account-mails.ts';
import type { Membership } from '../members/domain/membership.ts';
import { recordEvent } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { queueToken } from './send-token.ts';
import type { Account } from './store/accounts.ts';

/** A person who registers, with the organisation that they make. */
export type NewPerson = {
  membership: Membership;
  passwordHash: string;
  origin: Origin | undefined;
  now: Date;
};

/**
 * Makes an account that has only named its address: it may sign in and write drafts, beside every other account that named the
 * same address, until one of them proves it. So an address that has an owner is registered exactly like one that has none;
 * only what is mailed to it differs, and its owner is told.
 */
export async function registerUnproved(
  deps: AuthDeps,
  { membership, passwordHash, origin, now }: NewPerson,
): Promise<{ accepted: true }> {
  const { user, organization } = membership;
  const { id: organizationId } = organization;
  const { owner } = await deps.accounts.store.holdersOf(user.email);
  await transactionIn(deps.database, organizationId, async (tx) => {
    await deps.accounts.store.insert(tx, membership, { passwordHash, claimed: true, now });
    await recordEvent(tx, { organizationId, userId: user.id, action: 'auth.registered', origin });
    await queueToken(deps, tx, organizationId, {
      email: user.email,
      user: owner ? undefined : user,
      purpose: 'verify_address',
      mail: verificationMail,
      otherwise: addressTaken(deps, owner),
      asker: origin?.address,
      now,
    });
  });
  return { accepted: true };
}

/** What the owner of an address is told when somebody else names it. */
export const addressTaken = ({ publicUrl }: AuthDeps, owner: Account | undefined) =>
  owner && addressNamedMail({ name: owner.user.name, publicUrl });

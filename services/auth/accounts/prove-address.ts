import type { Origin } from '../../../contracts/auth/identity.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Tx } from '../../../storage/database.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import { recordOfPerson } from '../trail/record-of-person.ts';
import { recordEvent, UNKNOWN_ID, type SecurityAction } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import type { TokenPurpose } from './domain/mailed-tokens.ts';
import { ownAddress } from './store/address-owners.ts';

/** The use of a mailed token, which proves the address that it was mailed to. */
export type Proof = {
  token: string;
  purpose: TokenPurpose;
  userId: string;
  origin: Origin | undefined;
  /** What is saved with the proof, or not at all; `person` is who they are and where, before the change. */
  save?: (tx: Tx, person: Membership, now: Date) => Promise<void>;
};

const ACTIONS: Readonly<Record<TokenPurpose, SecurityAction>> = {
  verify_address: 'auth.address_proved',
  reset_password: 'auth.password_reset',
  change_address: 'auth.address_changed',
};

/**
 * Uses a mailed token up, makes its address the person's own, and saves what comes with it: one transaction.
 * @throws AppError LINK_INVALID
 */
export async function proveWithToken(deps: AuthDeps, proof: Proof): Promise<void> {
  const { token, purpose, userId, origin, save } = proof;
  const now = deps.clock();
  const person = await personOf(deps, userId);
  const { id: organizationId } = person.organization;
  await transactionIn(deps.database, organizationId, async (tx) => {
    const { email } = await deps.accounts.mailedTokens.use(tx, token, purpose, now);
    await deps.accounts.mailedTokens.forgetAll(tx, userId);
    await recordOfPerson(tx, { organizationId: null, userId, action: ACTIONS[purpose], origin });
    for (const id of await ownAddress(tx, userId, email, now)) await recordDisplaced(tx, person, id);
    await save?.(tx, person, now);
  });
  await deps.pollRevocations();
}

/** Writes down that an account lost an address that it had only named. */
export async function recordDisplaced(tx: Tx, by: Membership, userId: string): Promise<void> {
  await recordEvent(tx, {
    organizationId: by.organization.id,
    userId: by.user.id,
    action: 'auth.account_displaced',
    subject: { kind: 'user', id: userId },
  });
}

/** A person, in the organisation that they used last; in none, where they are a member of none. */
export async function personOf(deps: AuthDeps, userId: string): Promise<Membership> {
  const [membership] = await deps.members.store.membershipsOf(userId);
  if (membership) return membership;
  const account = await deps.accounts.store.find(userId);
  if (!account) throw new AppError('LINK_INVALID');
  return {
    user: account.user,
    organization: { id: UNKNOWN_ID, name: 'no organisation', approvalPolicy: 'two_people', role: 'viewer' },
    addressProvedAt: account.addressProvedAt,
  };
}

import { v7 as uuidv7 } from 'uuid';
import type { Origin, User } from '../../../contracts/auth/identity.ts';
import { AppError, invalidField } from '../../../lib/errors.ts';
import { proveOwnPassword } from '../accounts/prove-password.ts';
import { isEstablished } from '../accounts/store/address-owners.ts';
import type { AuthDeps } from '../deps.ts';
import type { SessionDevice } from '../sessions/device.ts';
import { findDevice } from '../sessions/remember-device.ts';
import type { OpenInvitation } from './store/acceptance.ts';

type Answer = {
  name: string | undefined;
  password: string;
  deviceToken: string | undefined;
  origin: Origin | undefined;
};
/** Who joins. `passwordHash` is that of a new person; `unproved` says that somebody may be signed in who is not them. */
type InvitedPerson = {
  user: User;
  passwordHash: string | undefined;
  unproved: boolean;
  device: SessionDevice;
};

/** Nobody is told of the device on which an account begins. */
const FIRST_DEVICE: SessionDevice = { kind: 'new', tell: false };

/**
 * Whoever has the token has the mailbox. A person whose address is proved, or whose account has a factor, a part in spending or an
 * organisation, proves their password as well: a mailbox alone takes nobody's place. Another account that was
 * made with the address and never proved it is the person's when they know its password; when they do not, and say who they
 * are, they begin anew, and it loses the address: nobody keeps another person out by registering first.
 * @throws AppError CREDENTIALS_INVALID, RATE_LIMIT_EXCEEDED, REQUEST_INVALID without a name, PASSWORD_WEAK
 */
export async function invitedPerson(
  deps: AuthDeps,
  invitation: OpenInvitation,
  { name, password, deviceToken, origin }: Answer,
): Promise<InvitedPerson> {
  const { store, passwords, countsAsProved } = deps.accounts;
  const { owner, claimant } = await store.holdersOf(invitation.email);
  const known = owner !== undefined && countsAsProved(owner.addressProvedAt);
  if (owner && (known || (await isEstablished(deps.database, owner.user.id)))) {
    await proveOwnPassword(deps, owner.user.id, { password, origin });
    const device = await findDevice(deps, owner.user.id, deviceToken);
    return { user: owner.user, passwordHash: undefined, unproved: !known, device };
  }
  const account = owner ?? claimant;
  if (account && (await passwords.verify(account.passwordHash, password)))
    return { user: account.user, passwordHash: undefined, unproved: true, device: FIRST_DEVICE };
  if (owner && name === undefined) throw new AppError('CREDENTIALS_INVALID');
  const person = await newPerson(deps, invitation, name, password);
  return { ...person, unproved: false, device: FIRST_DEVICE };
}

/** @throws AppError REQUEST_INVALID without a name, PASSWORD_WEAK */
async function newPerson(
  deps: AuthDeps,
  { email, organization }: OpenInvitation,
  name: string | undefined,
  password: string,
): Promise<{ user: User; passwordHash: string }> {
  if (name === undefined) throw invalidField('name', 'FIELD_MISSING', 'A new person needs a name.');
  await deps.accounts.strength.require(password, { email, name, organizationName: organization.name });
  const passwordHash = await deps.accounts.passwords.hash(password);
  return { user: { id: uuidv7(), email, name, createdAt: deps.clock().toISOString() }, passwordHash };
}

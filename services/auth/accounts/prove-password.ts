import type { Origin, User } from '../../../contracts/auth/identity.ts';
import { jobs as jobKinds } from '../../../contracts/jobs.ts';
import { AppError } from '../../../lib/errors.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import type { SessionDevice } from '../sessions/device.ts';
import { findDevice } from '../sessions/remember-device.ts';
import type { CountedAttempt } from './store/login-attempts.ts';
import { homeOf } from '../trail/record-of-person.ts';
import { recordEvent, UNKNOWN_ID } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import type { Account } from './store/accounts.ts';

type Claim = {
  email: string;
  password: string;
  /** Of a device on which the person signed in before. */
  deviceToken?: string | undefined;
  origin?: Origin | undefined;
};
/** A person whose password was right, and the device that they signed in on. */
type Proof = { user: User; memberships: Membership[]; device: SessionDevice };

/**
 * Finds the person to whom an address and a password belong, with their memberships. An address without an account costs the
 * same statements and the same hash as one with an account, so that neither answer nor time tells who has an account. Where
 * somebody has named the address without having proved it, their password is tried too: whether it has an owner or not. Such
 * an attempt is counted as one at the owner's password, which it is as well; no device of who named the address changes that.
 * @throws AppError CREDENTIALS_INVALID, RATE_LIMIT_EXCEEDED
 */
export async function provePassword(
  deps: AuthDeps,
  { email, password, deviceToken, origin }: Claim,
): Promise<Proof> {
  const { store, attempts } = deps.accounts;
  const { owner, claimant } = await store.holdersOf(email);
  const ownerId = owner?.user.id ?? UNKNOWN_ID;
  const device = await findDevice(deps, ownerId, deviceToken);
  const deviceId = device.kind === 'known' ? device.id : undefined;
  const attempt = { email, known: owner !== undefined, deviceId, address: origin?.address };
  const counted = await attempts.take(attempt, deps.clock());
  const memberships = await deps.members.store.membershipsOf(ownerId);
  if (owner && (await isRight(deps, counted, owner.passwordHash, password))) {
    await attempts.succeed(attempt, counted);
    return { user: owner.user, memberships, device };
  }
  if (!owner) await isRight(deps, counted, undefined, password);
  if (claimant && (await isRight(deps, counted, claimant.passwordHash, password)))
    return claimantProof(deps, claimant, { counted, deviceToken });
  await recordFailure(deps, memberships, origin);
  throw new AppError('CREDENTIALS_INVALID');
}

/** Who only named the address is let in, and ends no count of it: they would guess at the owner's password for ever. */
async function claimantProof(
  deps: AuthDeps,
  { user }: Account,
  { counted, deviceToken }: { counted: CountedAttempt; deviceToken: string | undefined },
): Promise<Proof> {
  await deps.accounts.attempts.giveBack(counted);
  const memberships = await deps.members.store.membershipsOf(user.id);
  return { user, memberships, device: await findDevice(deps, user.id, deviceToken) };
}

/**
 * Checks the password of a person of whom something was shown already: who is signed in, or has what was mailed to them. A wrong one
 * counts like one on a known device, so that a stranger who guesses at sign-ins keeps nobody from changing their password, adding a
 * factor or proving their address.
 * @throws AppError CREDENTIALS_INVALID, RATE_LIMIT_EXCEEDED, TOKEN_INVALID when the account is gone
 */
export async function proveOwnPassword(
  deps: AuthDeps,
  userId: string,
  { password, origin }: Pick<Claim, 'password' | 'origin'>,
): Promise<{ account: Account; memberships: Membership[] }> {
  const { store, attempts } = deps.accounts;
  const account = await store.find(userId);
  if (!account) throw new AppError('TOKEN_INVALID');
  const { email } = account.user;
  const attempt = { email, known: true, deviceId: `shown by ${userId}`, address: origin?.address };
  const counted = await attempts.take(attempt, deps.clock());
  const memberships = await deps.members.store.membershipsOf(userId);
  if (!(await isRight(deps, counted, account.passwordHash, password))) {
    await recordFailure(deps, memberships, origin);
    throw new AppError('CREDENTIALS_INVALID');
  }
  if (account.claimed) await attempts.giveBack(counted);
  else await attempts.succeed(attempt, counted);
  return { account, memberships };
}

/** Checks a password; an attempt that could not be checked does not count. */
async function isRight(
  { accounts: { passwords, attempts } }: AuthDeps,
  counted: CountedAttempt,
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  try {
    return await passwords.verify(passwordHash, password);
  } catch (error) {
    await attempts.giveBack(counted);
    throw error;
  }
}

/**
 * Writes a wrong password to the audit trail: the same work whether the address is known or not, and in how many organisations the
 * person is. Those beside the first are told by a job.
 */
async function recordFailure(
  { database, jobs }: AuthDeps,
  memberships: readonly Membership[],
  origin: Origin | undefined,
): Promise<void> {
  const organizationId = homeOf(memberships.map(({ organization }) => organization.id));
  const userId = memberships[0]?.user.id ?? UNKNOWN_ID;
  await transactionIn(database, organizationId, async (tx) => {
    await recordEvent(tx, { organizationId, userId, action: 'auth.login_failed', origin });
    await jobs.enqueue(tx, jobKinds.loginFailed, { organizationId, userId });
  });
}

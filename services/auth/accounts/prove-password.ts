import type { Origin, User } from '../../../contracts/auth/identity.ts';
import { AppError } from '../../../lib/errors.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import type { SessionDevice } from '../sessions/device.ts';
import { findDevice } from '../sessions/remember-device.ts';
import type { CountedAttempt } from './store/login-attempts.ts';
import { recordEvent, UNKNOWN_ID } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';

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
 * same statements and the same hash as one with an account, so that neither answer nor time tells who has an account.
 * @throws AppError CREDENTIALS_INVALID, RATE_LIMIT_EXCEEDED
 */
export async function provePassword(
  deps: AuthDeps,
  { email, password, deviceToken, origin }: Claim,
): Promise<Proof> {
  const { store, attempts } = deps.accounts;
  const account = await store.findByEmail(email);
  const userId = account?.user.id ?? UNKNOWN_ID;
  const device = await findDevice(deps, userId, deviceToken);
  const deviceId = device.kind === 'known' ? device.id : undefined;
  const attempt = { email, known: account !== undefined, deviceId, address: origin?.address };
  const counted = await attempts.take(attempt, deps.clock());
  const memberships = await deps.members.store.membershipsOf(userId);
  const right = await isRight(deps, counted, account?.passwordHash, password);
  if (!account || !right) {
    await recordFailure(deps, memberships[0], origin);
    throw new AppError('CREDENTIALS_INVALID');
  }
  await attempts.succeed(attempt, counted);
  return { user: account.user, memberships, device };
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

/** Writes a wrong password to the audit trail: the same work whether the address is known or not. */
async function recordFailure(
  { database }: AuthDeps,
  membership: Membership | undefined,
  origin: Origin | undefined,
): Promise<void> {
  const organizationId = membership?.organization.id ?? UNKNOWN_ID;
  const userId = membership?.user.id ?? UNKNOWN_ID;
  await transactionIn(database, organizationId, (tx) =>
    recordEvent(tx, { organizationId, userId, action: 'auth.login_failed', origin }),
  );
}

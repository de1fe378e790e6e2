import type { Origin, User } from '../../../contracts/auth/identity.ts';
import { AppError } from '../../../lib/errors.ts';
import type { AuthDeps } from '../deps.ts';
import type { Membership } from '../members/domain/membership.ts';
import { UNKNOWN_ID } from '../trail/store.ts';

/**
 * Finds the person to whom an address and a password belong, with their memberships. An address without an account costs the
 * same statements and the same hash as one with an account, so that neither answer nor time tells who has an account.
 * @throws AppError CREDENTIALS_INVALID, RATE_LIMIT_EXCEEDED
 */
export async function provePassword(
  deps: AuthDeps,
  { email, password, origin }: { email: string; password: string; origin: Origin | undefined },
): Promise<{ user: User; memberships: Membership[] }> {
  const { store, passwords, loginFailures } = deps.accounts;
  await loginFailures.requireAllowed(email, deps.clock());
  const account = await store.findByEmail(email);
  const memberships = await deps.members.store.membershipsOf(account?.user.id ?? UNKNOWN_ID);
  const right = await passwords.verify(account?.passwordHash, password);
  if (!account || !right) {
    await loginFailures.record(email, memberships[0], origin, deps.clock());
    throw new AppError('CREDENTIALS_INVALID');
  }
  await loginFailures.clear(email, deps.clock());
  return { user: account.user, memberships };
}

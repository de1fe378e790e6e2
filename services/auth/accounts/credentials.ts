import { AppError } from '../../../lib/errors.ts';
import type { AuthDeps } from '../deps.ts';
import { refuseLimited } from './domain/login-limit.ts';
import { weaknessOf, type PasswordContext } from './domain/password-rules.ts';
import type { Origin, Seat, User } from './domain/people.ts';

/**
 * Who an address and a password belong to, with the seats of that person. Unknown addresses cost the same work and
 * give the same answer; failures count for all nodes together. @throws AppError CREDENTIALS_INVALID, RATE_LIMIT_EXCEEDED
 */
export async function provePassword(
  deps: AuthDeps,
  claim: { email: string; password: string; origin: Origin | undefined },
): Promise<{ user: User; seats: Seat[] }> {
  const { email, password, origin } = claim;
  refuseLimited(await deps.failures.of(email), deps.loginLimit, deps.clock());
  const account = await deps.accounts.byEmail(email);
  const seats = await deps.seats.ofUser(account?.user.id ?? NO_USER);
  if (!account || !(await deps.passwords.verify(account.passwordHash, password))) {
    if (!account) await deps.passwords.verify(undefined, password);
    await deps.accounts.refuse(email, seats[0], origin, deps.clock());
    throw new AppError('CREDENTIALS_INVALID');
  }
  // guesses that were being checked while others used the limit up count for nothing, right or wrong
  refuseLimited(await deps.failures.forgive(email, deps.clock()), deps.loginLimit, deps.clock());
  return { user: account.user, seats };
}

const NO_USER = '00000000-0000-0000-0000-000000000000';

/** @throws AppError PASSWORD_WEAK with the reason */
export function refuseWeakPassword(password: string, context: PasswordContext): void {
  const weakness = weaknessOf(password, context);
  if (weakness) throw new AppError('PASSWORD_WEAK', { errors: [weakness] });
}

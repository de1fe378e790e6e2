import { createHash } from 'node:crypto';
import type { Origin } from '../../../../contracts/auth/identity.ts';
import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, integer, statement } from '../../../../storage/statement.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { recordEvent, UNKNOWN_ID } from '../../trail/store.ts';
import { transactionIn } from '../../transaction.ts';
import { LOGIN_WINDOW_MS, requireLoginAllowed } from '../domain/login-limit.ts';

export type LoginFailures = ReturnType<typeof loginFailures>;

const failureColumns = { failures: integer, window_started_at: instant };
const FIND = statement(
  'SELECT failures, window_started_at FROM login_failures WHERE account = $1',
  failureColumns,
);
/** Deletes the count unless the limit ($2) is reached in a window that has not ended, and answers what it was. */
const CLEAR = statement(
  `WITH cleared AS (DELETE FROM login_failures WHERE account = $1 AND (failures < $2 OR window_started_at <= $3))
   SELECT failures, window_started_at FROM login_failures WHERE account = $1`,
  failureColumns,
);
/** Counts one more; a window that has ended is replaced by a new one, and a few old ones of others are deleted. */
const COUNT = `
  WITH old AS (DELETE FROM login_failures WHERE account IN (SELECT account FROM login_failures
    WHERE window_started_at <= $3 AND account <> $1 ORDER BY window_started_at LIMIT 20 FOR UPDATE SKIP LOCKED))
  INSERT INTO login_failures AS f (account, window_started_at, failures) VALUES ($1, $2, 1)
  ON CONFLICT (account) DO UPDATE SET
    failures = CASE WHEN f.window_started_at <= $3 THEN 1 ELSE f.failures + 1 END,
    window_started_at = CASE WHEN f.window_started_at <= $3 THEN $2 ELSE f.window_started_at END`;

/**
 * Wrong passwords by address, whether it has an account or not, counted for all nodes together.
 * @param limit how many are allowed in a window (domain/login-limit.ts)
 */
export function loginFailures(database: Database, limit: number) {
  return {
    /** @throws AppError RATE_LIMIT_EXCEEDED when the address has used its attempts up */
    async requireAllowed(email: string, now: Date): Promise<void> {
      const [row] = await asSystem(() => database.query(FIND, [accountHash(email)]));
      if (row) requireLoginAllowed(row.failures, row.window_started_at, limit, now);
    },

    /**
     * Forgets the failures of an address after a right password. They stay when other attempts reached the limit while this
     * password was checked; then the right password is refused too, so that parallel guesses gain nothing.
     * @throws AppError RATE_LIMIT_EXCEEDED
     */
    async clear(email: string, now: Date): Promise<void> {
      const values = [accountHash(email), limit, windowStart(now)];
      const [row] = await asSystem(() => database.query(CLEAR, values));
      if (row) requireLoginAllowed(row.failures, row.window_started_at, limit, now);
    },

    /** Counts a wrong password and writes it to the audit trail: the same work whether the address is known or not. */
    async record(
      email: string,
      membership: Membership | undefined,
      origin: Origin | undefined,
      now: Date,
    ): Promise<void> {
      const organizationId = membership?.organization.id ?? UNKNOWN_ID;
      const userId = membership?.user.id ?? UNKNOWN_ID;
      await transactionIn(database, organizationId, async (tx) => {
        await tx.execute(COUNT, [accountHash(email), now, windowStart(now)]);
        await recordEvent(tx, { organizationId, userId, action: 'auth.login_failed', origin });
      });
    },
  };
}

/** Addresses that have no account are nobody's to store: the table holds their hashes only. */
const accountHash = (email: string) => createHash('sha256').update(email).digest();
const windowStart = (now: Date) => new Date(now.getTime() - LOGIN_WINDOW_MS);

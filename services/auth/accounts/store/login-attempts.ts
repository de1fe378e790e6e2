import { createHash } from 'node:crypto';
import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, integer, statement } from '../../../../storage/statement.ts';
import { LOGIN_WINDOW_MS, requireLoginAllowed } from '../domain/login-limit.ts';

export type LoginAttempts = ReturnType<typeof loginAttempts>;

/**
 * Counts one more, unless the limit ($4) is reached in a window that has not ended: then it gives no row. A window that has
 * ended ($3) is replaced by a new one, and a few old ones of others are deleted.
 */
const TAKE = statement(
  `WITH old AS (DELETE FROM login_failures WHERE account IN (SELECT account FROM login_failures
     WHERE window_started_at <= $3 AND account <> $1 ORDER BY window_started_at LIMIT 20 FOR UPDATE SKIP LOCKED))
   INSERT INTO login_failures AS f (account, window_started_at, failures) VALUES ($1, $2, 1)
   ON CONFLICT (account) DO UPDATE SET
     failures = CASE WHEN f.window_started_at <= $3 THEN 1 ELSE f.failures + 1 END,
     window_started_at = CASE WHEN f.window_started_at <= $3 THEN $2 ELSE f.window_started_at END
   WHERE f.failures < $4 OR f.window_started_at <= $3
   RETURNING failures`,
  { failures: integer },
);
const FIND = statement('SELECT failures, window_started_at FROM login_failures WHERE account = $1', {
  failures: integer,
  window_started_at: instant,
});
const GIVE_BACK = statement(
  'UPDATE login_failures SET failures = failures - 1 WHERE account = $1 AND failures > 0',
  {},
);
const FORGET = statement('DELETE FROM login_failures WHERE account = $1', {});

/**
 * Attempts to sign in by address, whether it has an account or not, counted for all nodes together. An attempt is counted
 * before its password is checked, so that guesses made at the same time gain nothing.
 * @param limit how many are allowed in a window (domain/login-limit.ts)
 */
export function loginAttempts(database: Database, limit: number) {
  return {
    /** Counts an attempt. @throws AppError RATE_LIMIT_EXCEEDED when the address has used its attempts up */
    async take(email: string, now: Date): Promise<void> {
      const account = accountHash(email);
      const windowStart = new Date(now.getTime() - LOGIN_WINDOW_MS);
      await asSystem(async () => {
        for (;;) {
          const [taken] = await database.query(TAKE, [account, now, windowStart, limit]);
          if (taken) return;
          const [row] = await database.query(FIND, [account]);
          // below the limit by now: another attempt gave back or ended the count, so this one is taken anew
          if (row) requireLoginAllowed(row.failures, row.window_started_at, limit, now);
        }
      });
    },

    /** Takes an attempt off the count: its password could not be checked. */
    async giveBack(email: string): Promise<void> {
      await asSystem(() => database.query(GIVE_BACK, [accountHash(email)]));
    },

    /** Forgets the attempts of an address: its password was right. */
    async forget(email: string): Promise<void> {
      await asSystem(() => database.query(FORGET, [accountHash(email)]));
    },
  };
}

/** Addresses that have no account are nobody's to store: the table holds their hashes only. */
const accountHash = (email: string) => createHash('sha256').update(email).digest();

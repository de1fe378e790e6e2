import { createHash } from 'node:crypto';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { LOGIN_WINDOW_MS, type Failures } from '../domain/login-limit.ts';

type Row = { failures: number; window_started_at: Date };

/** Failed sign-ins by address, known or not, counted for all nodes together; kept under a hash. */
export function loginFailures(database: Database, limit: number) {
  return {
    of: async (email: string): Promise<Failures | undefined> => {
      const rows = await asSystem(() =>
        database.query<Row>('SELECT failures, window_started_at FROM login_failures WHERE account = $1', [
          accountOf(email),
        ]),
      );
      return failuresOf(rows[0]);
    },
    /** After a right password: forgets the failures, unless the limit was reached while the password was checked. */
    forgive: async (email: string, now: Date): Promise<Failures | undefined> => {
      const rows = await asSystem(() =>
        database.query<Row>(
          `WITH cleared AS (DELETE FROM login_failures
             WHERE account = $1 AND (failures < $2 OR window_started_at <= $3))
           SELECT failures, window_started_at FROM login_failures WHERE account = $1`,
          [accountOf(email), limit, new Date(now.getTime() - LOGIN_WINDOW_MS)],
        ),
      );
      return failuresOf(rows[0]);
    },
  };
}

/** Counts one more failure; an old window is replaced by a new one. */
export async function countFailure(tx: Tx, email: string, now: Date): Promise<void> {
  await tx.query(
    `WITH old AS (DELETE FROM login_failures WHERE account IN (SELECT account FROM login_failures
       WHERE window_started_at <= $3 AND account <> $1 ORDER BY window_started_at LIMIT 20 FOR UPDATE SKIP LOCKED))
     INSERT INTO login_failures AS f (account, window_started_at, failures) VALUES ($1, $2, 1)
     ON CONFLICT (account) DO UPDATE SET
       failures = CASE WHEN f.window_started_at <= $3 THEN 1 ELSE f.failures + 1 END,
       window_started_at = CASE WHEN f.window_started_at <= $3 THEN $2 ELSE f.window_started_at END`,
    [accountOf(email), now, new Date(now.getTime() - LOGIN_WINDOW_MS)],
  );
}

const accountOf = (email: string) => createHash('sha256').update(email).digest();
const failuresOf = (row: Row | undefined): Failures | undefined =>
  row && { count: row.failures, windowStartedAt: row.window_started_at };

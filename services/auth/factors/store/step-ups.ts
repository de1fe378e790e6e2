import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

export type StepUpStore = ReturnType<typeof stepUpStore>;

/** One of many who bring the same token wins, over all nodes. Uses of tokens that have expired are deleted, a few at a time. */
const USE = statement(
  `WITH old AS (DELETE FROM step_up_uses WHERE id IN
     (SELECT id FROM step_up_uses WHERE expires_at < $3 ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED))
   INSERT INTO step_up_uses (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id`,
  { id: uuid },
);
/** An expired token's use is remembered for longer than clocks differ. */
const MARGIN_MS = 60_000;

/** Which step-ups were used. */
export function stepUpStore(database: Database) {
  return {
    /** False when the token was used already. */
    async use({ id, expiresAt }: { id: string; expiresAt: Date }, now: Date): Promise<boolean> {
      const forgotten = new Date(now.getTime() - MARGIN_MS);
      return (await asSystem(() => database.query(USE, [id, expiresAt, forgotten]))).length === 1;
    },
  };
}

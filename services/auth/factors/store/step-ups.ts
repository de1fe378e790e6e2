import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { boolean, integer, statement, uuid } from '../../../../storage/statement.ts';

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

const AS_OF = statement('SELECT seq FROM revocation_counter', { seq: integer });
/** What a person confirmed ends with the role in which they did, and with all their sessions. */
const ENDED = statement(
  `SELECT EXISTS (SELECT 1 FROM revocations WHERE seq > $1 AND user_id = $2
     AND (kind = 'user' OR (kind = 'member' AND organization_id = $3))) AS ended`,
  { ended: boolean },
);

/** Which step-ups were used, and which have ended. */
export function stepUpStore(database: Database) {
  return {
    /** The number of the last revocation. */
    async asOf(): Promise<number> {
      const [counter] = await asSystem(() => database.query(AS_OF));
      if (!counter) throw new Error('there is no counter of revocations');
      return counter.seq;
    },

    /** Whether the person's role there was changed after the revocation with this number, or all their sessions were ended. */
    async ended(
      asOf: number,
      { userId, organizationId }: { userId: string; organizationId: string },
    ): Promise<boolean> {
      const [row] = await asSystem(() => database.query(ENDED, [asOf, userId, organizationId]));
      return row?.ended !== false;
    },

    /** False when the token was used already. */
    async use({ id, expiresAt }: { id: string; expiresAt: Date }, now: Date): Promise<boolean> {
      const forgotten = new Date(now.getTime() - MARGIN_MS);
      return (await asSystem(() => database.query(USE, [id, expiresAt, forgotten]))).length === 1;
    },
  };
}

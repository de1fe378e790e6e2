import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { bytes, statement } from '../../../../storage/statement.ts';
import { tokenHash } from '../../opaque-token.ts';

/** A passkey is asked for this long. */
export const PASSKEY_MS = 5 * 60_000;
export type PasskeyChallengeStore = ReturnType<typeof passkeyChallengeStore>;

const INSERT = `
  WITH old AS (DELETE FROM passkey_challenges WHERE challenge_hash IN
    (SELECT challenge_hash FROM passkey_challenges WHERE expires_at < $4 ORDER BY expires_at LIMIT 10
     FOR UPDATE SKIP LOCKED))
  INSERT INTO passkey_challenges (challenge_hash, purpose, user_id, expires_at) VALUES ($1, $2, $3, $5)`;
/** Deleted with its use: of many who bring one challenge, one finds it. */
const TAKE = statement(
  `DELETE FROM passkey_challenges
   WHERE challenge_hash = $1 AND purpose = $2 AND user_id IS NOT DISTINCT FROM $3 AND expires_at > $4
   RETURNING challenge_hash`,
  { challenge_hash: bytes },
);

/** Challenges that passkeys were asked, as hashes; each is answered once. */
export function passkeyChallengeStore(database: Database) {
  return {
    /** @param userId whose passkeys are asked; null while nobody is known */
    async insert(
      challenge: string,
      purpose: string,
      userId: string | null,
      now: Date,
      tx: Pick<Tx, 'execute'> = database,
    ): Promise<void> {
      const expiresAt = new Date(now.getTime() + PASSKEY_MS);
      const values = [tokenHash(challenge), purpose, userId, now, expiresAt];
      await asSystem(() => tx.execute(INSERT, values));
    },

    /** False for a challenge that was not asked for this, was answered or has expired. */
    async take(challenge: string, purpose: string, userId: string | null, now: Date): Promise<boolean> {
      const values = [tokenHash(challenge), purpose, userId, now];
      return (await asSystem(() => database.query(TAKE, values))).length === 1;
    },
  };
}

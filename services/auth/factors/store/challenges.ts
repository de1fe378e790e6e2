import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { integer, nullable, statement, uuid } from '../../../../storage/statement.ts';
import type { InvitationKey } from '../../members/store/acceptance.ts';
import { tokenHash } from '../../opaque-token.ts';

/** A sign-in whose password was right and whose second factor is awaited for this long. */
export const CHALLENGE_MS = 5 * 60_000;
/** After this many wrong answers it is void. */
export const MAX_WRONG_ANSWERS = 10;

export type Challenge = {
  userId: string;
  organizationId: string;
  /** What the person joins with their second factor, and not before. */
  invitation?: InvitationKey | undefined;
};
export type ChallengeStore = ReturnType<typeof challengeStore>;

/** Saves a challenge and deletes a few that nobody can answer any more. */
const INSERT = `
  WITH old AS (DELETE FROM mfa_challenges WHERE token_hash IN
    (SELECT token_hash FROM mfa_challenges WHERE expires_at < $4 ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED))
  INSERT INTO mfa_challenges
    (token_hash, user_id, organization_id, created_at, expires_at, invitation_organization_id, invitation_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
/** Counts an answer before it is checked, so that answers given at once gain nothing. */
const TAKE = statement(
  `UPDATE mfa_challenges SET failures = failures + 1
   WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
   RETURNING user_id, organization_id, failures, invitation_organization_id, invitation_id`,
  {
    user_id: uuid,
    organization_id: uuid,
    failures: integer,
    invitation_organization_id: nullable(uuid),
    invitation_id: nullable(uuid),
  },
);
const USE = `
  UPDATE mfa_challenges SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`;

/** Sign-ins that wait for a second factor, kept under the hash of their token. */
export function challengeStore(database: Database) {
  return {
    async insert(tx: Tx, token: string, challenge: Challenge, now: Date): Promise<void> {
      const { userId, organizationId, invitation } = challenge;
      const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
      const joins = [invitation?.organizationId ?? null, invitation?.id ?? null];
      await tx.execute(INSERT, [tokenHash(token), userId, organizationId, now, expiresAt, ...joins]);
    },

    /**
     * Counts an answer. `void` after too many wrong ones.
     * @returns undefined for a token that is unknown, used or expired
     */
    async take(token: string, now: Date): Promise<(Challenge & { void: boolean }) | undefined> {
      const [row] = await asSystem(() => database.query(TAKE, [tokenHash(token), now]));
      if (!row) return undefined;
      const { invitation_organization_id: joined, invitation_id: id } = row;
      return {
        userId: row.user_id,
        organizationId: row.organization_id,
        invitation: joined && id ? { organizationId: joined, id } : undefined,
        void: row.failures > MAX_WRONG_ANSWERS,
      };
    },

    /** Uses the challenge up; false when another answer was first. */
    use: async (tx: Tx, token: string, now: Date): Promise<boolean> =>
      (await tx.execute(USE, [tokenHash(token), now])) === 1,
  };
}

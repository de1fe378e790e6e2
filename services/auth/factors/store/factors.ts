import type { Factor } from '../../../../contracts/auth/factors.ts';
import type { FactorMethod } from '../../../../contracts/auth/identity.ts';
import { FACTOR, factorColumns, factorOf, KINDS } from './factor-rows.ts';
import type { Sealing } from '../../../../lib/sealing.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import {
  boolean,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';

/** After this many wrong codes in a row an app's codes are not taken any more, until the person proves another factor. */
export const MAX_FAILURES = 100;
/** A factor that was begun is finished within this time or not at all. */
export const ENROLMENT_MS = 10 * 60_000;

/** An authenticator app with the secret that its codes are made of. */
export type TotpFactor = { id: string; secret: Buffer };
/** The same, with the last step whose code was used: codes up to it are good for nothing. */
export type TriedFactor = TotpFactor & { lastStep: number | null };
export type FactorStore = ReturnType<typeof factorStore>;

const LIST = statement(
  `SELECT ${FACTOR} FROM factors WHERE user_id = $1 AND activated_at IS NOT NULL ORDER BY id`,
  factorColumns,
);
const METHODS = statement(
  `SELECT f.kind, EXISTS (SELECT 1 FROM recovery_codes r WHERE r.user_id = $1 AND r.used_at IS NULL) AS codes
   FROM factors f WHERE f.user_id = $1 AND f.activated_at IS NOT NULL`,
  { kind: oneOf(KINDS), codes: boolean },
);
/** Adds a factor that is not active yet, in the place of others that were begun and not finished. */
const BEGIN_TOTP = `
  WITH unfinished AS (DELETE FROM factors WHERE user_id = $2 AND activated_at IS NULL AND created_at < $6)
  INSERT INTO factors (id, user_id, kind, name, created_at, sealed_secret) VALUES ($1, $2, 'totp', $3, $4, $5)`;
/** Counts one more guess, unless the limit is reached: before it is checked, so that guesses made at once gain nothing. */
const TAKE_GUESS = statement(
  `UPDATE factors SET failures = failures + 1
   WHERE user_id = $1 AND kind = 'totp' AND failures < $2
     AND (CASE WHEN $3::uuid IS NULL THEN activated_at IS NOT NULL
          ELSE id = $3 AND activated_at IS NULL AND created_at > $4 END)
   RETURNING id, sealed_secret, last_step`,
  { id: uuid, sealed_secret: nullable(text), last_step: nullable(integer) },
);
/** One of many who bring the same code wins, over all nodes; a code of an older step than the last one loses. */
const USE_STEP = `
  UPDATE factors SET last_step = $2, failures = 0, last_used_at = $3
  WHERE id = $1 AND (last_step IS NULL OR last_step < $2)`;
const ACTIVATE = statement(
  `UPDATE factors SET activated_at = $3 WHERE user_id = $1 AND id = $2 AND activated_at IS NULL RETURNING ${FACTOR}`,
  factorColumns,
);
const EXISTS = statement(
  `SELECT EXISTS (SELECT 1 FROM factors WHERE user_id = $1 AND kind = 'totp'
     AND (CASE WHEN $2::uuid IS NULL THEN activated_at IS NOT NULL
          ELSE id = $2 AND activated_at IS NULL AND created_at > $3 END)) AS there`,
  { there: boolean },
);
const REMOVE = 'DELETE FROM factors WHERE user_id = $1 AND id = $2 AND activated_at IS NOT NULL';
const SEALED_COLUMNS = { id: uuid, user_id: uuid, sealed_secret: nullable(text) };
const SEALED = statement(
  `SELECT id, user_id, sealed_secret FROM factors
   WHERE sealed_secret IS NOT NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT 200`,
  SEALED_COLUMNS,
);
const SEAL = 'UPDATE factors SET sealed_secret = $2 WHERE id = $1 AND sealed_secret = $3';
const FORGIVE = 'UPDATE factors SET failures = 0 WHERE user_id = $1';

/** Second factors of people. @param sealing for what the codes of an app are made of */
export function factorStore(database: Database, sealing: Sealing) {
  const secretOf = (userId: string, id: string, sealed: string | null) => ({
    id,
    secret: sealing.open(sealed ?? '', factorPlace(userId, id)),
  });
  return {
    /** The active factors of a person, the oldest first. */
    async list(userId: string): Promise<Factor[]> {
      return (await asSystem(() => database.query(LIST, [userId]))).map(factorOf);
    },

    /** How a person can prove a second factor; none when they have not added one. */
    async methodsOf(userId: string): Promise<FactorMethod[]> {
      const rows = await asSystem(() => database.query(METHODS, [userId]));
      const kinds = KINDS.filter((kind) => rows.some((row) => row.kind === kind));
      return rows.some((row) => row.codes) ? [...kinds, 'recovery_code'] : kinds;
    },

    /** Saves an app that was not proved yet. */
    async beginTotp(tx: Tx, userId: string, factor: TotpFactor & { name: string }, now: Date): Promise<void> {
      const sealed = sealing.seal(factor.secret, factorPlace(userId, factor.id));
      const unfinished = new Date(now.getTime() - ENROLMENT_MS);
      await tx.execute(BEGIN_TOTP, [factor.id, userId, factor.name, now, sealed, unfinished]);
    },

    /**
     * The apps of a person whose codes may be tried once more: a factor that was begun, or (null) the active ones.
     * `locked` says that there is one, and that it has used its guesses up.
     */
    async takeGuess(
      userId: string,
      begun: string | null,
      now: Date,
    ): Promise<{ factors: TriedFactor[]; locked: boolean }> {
      const since = new Date(now.getTime() - ENROLMENT_MS);
      return asSystem(async () => {
        const rows = await database.query(TAKE_GUESS, [userId, MAX_FAILURES, begun, since]);
        const factors = rows.map(({ id, sealed_secret, last_step: lastStep }) => ({
          ...secretOf(userId, id, sealed_secret),
          lastStep,
        }));
        if (factors.length > 0) return { factors, locked: false };
        const [row] = await database.query(EXISTS, [userId, begun, since]);
        return { factors, locked: row?.there === true };
      });
    },

    /** Uses the code of a step up; false when this or a later one was used already. */
    useStep: async (tx: Pick<Tx, 'execute'>, id: string, step: number, now: Date): Promise<boolean> =>
      (await tx.execute(USE_STEP, [id, step, now])) === 1,

    /** @returns undefined when another request was first */
    async activate(tx: Tx, userId: string, id: string, now: Date): Promise<Factor | undefined> {
      const [row] = await tx.query(ACTIVATE, [userId, id, now]);
      return row && factorOf(row);
    },

    /** False when it was removed already. */
    remove: async (tx: Tx, userId: string, id: string): Promise<boolean> =>
      (await tx.execute(REMOVE, [userId, id])) === 1,

    /** Takes the apps of a person back into use: they have just proved another factor. */
    async forgive(tx: Tx, userId: string): Promise<void> {
      await tx.execute(FORGIVE, [userId]);
    },
  };
}

/**
 * Seals what the codes of apps are made of anew, under the present JWT_SECRET. Each is a statement of its own: killed, it is
 * asked for again. @throws SealBroken when a secret that is needed is not there
 */
export async function sealFactorsAnew(database: Database, sealing: Sealing): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ;) {
    const rows: RowOf<typeof SEALED_COLUMNS>[] = await asSystem(() => database.query(SEALED, [after]));
    for (const { id, user_id: userId, sealed_secret: before } of rows) {
      const place = factorPlace(userId, id);
      const anew = sealing.seal(sealing.open(before ?? '', place), place);
      count += await asSystem(() => database.execute(SEAL, [id, anew, before]));
    }
    const last = rows.at(-1);
    if (!last) return count;
    after = last.id;
  }
}

/** What the sealed secret of an app is bound to: moved to another person or factor it does not open. */
export const factorPlace = (userId: string, factorId: string) => `${userId}|${factorId}`;

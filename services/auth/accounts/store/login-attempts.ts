import { createHash } from 'node:crypto';
import { networkOf } from '../../../../lib/network-address.ts';
import type { Database } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, integer, statement } from '../../../../storage/statement.ts';
import {
  judgeCount,
  LOGIN_WINDOW_MS,
  MAX_CONSECUTIVE,
  PASSING_MS,
  refusalForGood,
  refusalUntil,
} from '../domain/login-limit.ts';

/** How many wrong passwords are allowed in a window: for an account or a device, and from one network. */
export type LoginLimits = { account: number; network: number };
/** An attempt to sign in, before its password is checked. */
export type LoginAttempt = {
  email: string;
  /** Whether the address has an account: its counts are kept for good. */
  known: boolean;
  /** The id of the account's device, when it showed its token; or of whatever else only the person can have shown. */
  deviceId: string | undefined;
  /** Where the request came from, when the gateway has seen it. */
  address: string | undefined;
};
/** The counts that an attempt went into. */
export type CountedAttempt = { readonly keys: readonly Buffer[] };
export type LoginAttempts = ReturnType<typeof loginAttempts>;

/** One count: its limit in a window, and whether it ends for good after too many in a row. */
type Counter = { key: Buffer; limit: number; maxConsecutive: number; lasting: boolean };

/**
 * Counts one more, unless the limit ($4) is reached in a window that has not ended, or too many are in a row ($6): then it
 * gives no row. A window that has ended ($3) is replaced by a new one; an account that was made after a count began has no
 * part in it; and a few counts of no account that are old ($7) are deleted.
 */
const TAKE = statement(
  `WITH old AS (DELETE FROM login_failures WHERE account IN (SELECT account FROM login_failures
     WHERE NOT lasting AND window_started_at <= $7 AND account <> $1 ORDER BY window_started_at LIMIT 20
     FOR UPDATE SKIP LOCKED))
   INSERT INTO login_failures AS f (account, window_started_at, failures, consecutive, lasting)
   VALUES ($1, $2, 1, 1, $5)
   ON CONFLICT (account) DO UPDATE SET
     failures = CASE WHEN f.window_started_at <= $3 THEN 1 ELSE f.failures + 1 END,
     window_started_at = CASE WHEN f.window_started_at <= $3 THEN $2 ELSE f.window_started_at END,
     consecutive = CASE WHEN $5 AND NOT f.lasting THEN 1 ELSE f.consecutive + 1 END,
     lasting = f.lasting OR $5
   WHERE (f.failures < $4 OR f.window_started_at <= $3) AND (f.consecutive < $6 OR ($5 AND NOT f.lasting))
   RETURNING failures`,
  { failures: integer },
);
const FIND = statement(
  'SELECT failures, consecutive, window_started_at FROM login_failures WHERE account = $1',
  { failures: integer, consecutive: integer, window_started_at: instant },
);
const GIVE_BACK = `
  UPDATE login_failures SET failures = GREATEST(failures - 1, 0), consecutive = GREATEST(consecutive - 1, 0)
  WHERE account = ANY($1)`;
const FORGET = 'DELETE FROM login_failures WHERE account = ANY($1)';
const NEVER_SPENT = 2 ** 31 - 1;

/**
 * Attempts to sign in, counted for all nodes together: those of unknown devices for an address of mail, whether it has an
 * account or not, and for the network that they come from; those of a known device for that device alone, so that nobody else
 * can hold it up. An attempt is counted before its password is checked, so that guesses made at the same time gain nothing.
 */
export function loginAttempts(database: Database, limits: LoginLimits) {
  const take = async (counter: Counter, now: Date) => asSystem(() => takeOne(database, counter, now));
  const lasting = { limit: limits.account, maxConsecutive: MAX_CONSECUTIVE };
  const passing = { limit: limits.network, maxConsecutive: NEVER_SPENT, lasting: false };
  return {
    /** Counts an attempt. @throws AppError RATE_LIMIT_EXCEEDED when its attempts are used up */
    async take({ email, known, deviceId, address }: LoginAttempt, now: Date): Promise<CountedAttempt> {
      if (deviceId !== undefined) {
        const key = keyOf('device', deviceId);
        if (await take({ ...lasting, key, lasting: true }, now)) return { keys: [key] };
        // a device with too many wrong passwords in a row counts as an unknown one
      }
      const network = address === undefined ? [] : [keyOf('network', networkOf(address))];
      for (const key of network) await take({ ...passing, key }, now);
      const key = keyOfAccount(email);
      if (!(await take({ ...lasting, key, lasting: known }, now))) throw refusalForGood();
      return { keys: [...network, key] };
    },

    /** Takes an attempt off its counts: its password could not be checked. */
    async giveBack({ keys }: CountedAttempt): Promise<void> {
      await asSystem(() => database.execute(GIVE_BACK, [keys]));
    },

    /** Ends the counts of an account and a device: the password was right. A network's own wrong ones stay counted. */
    async succeed({ email, deviceId }: LoginAttempt, { keys }: CountedAttempt): Promise<void> {
      const ended = [keyOfAccount(email), ...(deviceId === undefined ? [] : [keyOf('device', deviceId)])];
      await asSystem(() => database.execute(FORGET, [ended]));
      const rest = keys.filter((key) => !ended.some((other) => other.equals(key)));
      if (rest.length > 0) await asSystem(() => database.execute(GIVE_BACK, [rest]));
    },

    /** Ends the count of an account's unknown devices: the person proved themselves by other means, such as a reset. */
    async clearFor(email: string): Promise<void> {
      await asSystem(() => database.execute(FORGET, [[keyOfAccount(email)]]));
    },
  };
}

/** Counts one more; false when too many are in a row. @throws AppError RATE_LIMIT_EXCEEDED when the limit is reached */
async function takeOne(database: Database, counter: Counter, now: Date): Promise<boolean> {
  const { key, limit, maxConsecutive, lasting } = counter;
  const windowStart = new Date(now.getTime() - LOGIN_WINDOW_MS);
  const forgotten = new Date(now.getTime() - PASSING_MS);
  const values = [key, now, windowStart, limit, lasting, maxConsecutive, forgotten];
  for (;;) {
    const [taken] = await database.query(TAKE, values);
    if (taken) return true;
    const [row] = await database.query(FIND, [key]);
    if (!row) continue;
    const count = {
      failures: row.failures,
      consecutive: row.consecutive,
      windowStartedAt: row.window_started_at,
    };
    const verdict = judgeCount(count, limit, now, maxConsecutive);
    if (verdict === 'spent') return false;
    if (verdict === 'wait') throw refusalUntil(row.window_started_at, now);
    // allowed by now: another attempt gave back or ended the count, so this one is taken anew
  }
}

/** Addresses that have no account are nobody's to store: the table holds their hashes only. */
const keyOfAccount = (email: string) => createHash('sha256').update(email).digest();
/** Of another kind than an address of mail, which holds no blank. */
const keyOf = (kind: 'device' | 'network', name: string) =>
  createHash('sha256').update(`${kind} ${name}`).digest();

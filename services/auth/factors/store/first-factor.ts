import type { Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { instant, integer, nullable, statement, uuid } from '../../../../storage/statement.ts';

/** Whoever adds a factor waits for whoever is adding another one. */
const LOCK_PERSON = statement('SELECT id FROM users WHERE id = $1 FOR UPDATE', { id: uuid });
const ACTIVE = statement('SELECT id FROM factors WHERE user_id = $1 AND activated_at IS NOT NULL LIMIT 1', {
  id: uuid,
});
const FORGET_BEGUN = `
  WITH asked AS (DELETE FROM passkey_challenges WHERE user_id = $1)
  DELETE FROM factors WHERE user_id = $1 AND activated_at IS NULL`;
const MARK_ADDRESS_COUNTED = 'UPDATE factors SET address_counted = true WHERE id = $1';
/** No row where the account was never opened again without a factor, or one that waits for nothing was there already. */
const MAKE_WAIT = statement(
  `UPDATE factors f SET waits_since = LEAST($3, (
     SELECT min(o.waits_since) FROM factors o WHERE o.user_id = $2 AND o.activated_at IS NOT NULL AND o.id <> $1))
   FROM users u
   WHERE f.id = $1 AND u.id = $2 AND u.recovered_at IS NOT NULL AND NOT EXISTS (
     SELECT FROM factors o
     WHERE o.user_id = $2 AND o.activated_at IS NOT NULL AND o.id <> $1 AND o.waits_since IS NULL)
   RETURNING f.id`,
  { id: uuid },
);
const MARK_RECOVERED = 'UPDATE users SET recovered_at = $2 WHERE id = $1';
/** Null where one of the factors waits for nothing, and where there is none. */
const WAITS_SINCE = statement(
  `SELECT CASE WHEN bool_and(waits_since IS NOT NULL) THEN min(waits_since) END AS since
   FROM factors WHERE user_id = $1 AND activated_at IS NOT NULL`,
  { since: nullable(instant) },
);
/** With the recovery codes, which whoever added a factor was shown. */
const FORGET_UNPROVED = statement(
  `
  WITH forgotten AS (
    DELETE FROM factors WHERE user_id = $1 AND (activated_at IS NULL OR address_counted IS NOT TRUE)
    RETURNING activated_at),
  codes AS (DELETE FROM recovery_codes
    WHERE user_id = $1 AND EXISTS (SELECT FROM forgotten WHERE activated_at IS NOT NULL))
  SELECT count(activated_at) AS ended FROM forgotten`,
  { ended: integer },
);

/** Whether a person has no factor, which stays so until the transaction ends but for what it adds itself. */
export async function isFirstFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.query(LOCK_PERSON, [userId]);
  return (await tx.query(ACTIVE, [userId])).length === 0;
}

/** Voids what was begun and not finished: apps, and challenges of passkeys. */
export async function forgetBegun(tx: Tx, userId: string): Promise<void> {
  await tx.execute(FORGET_BEGUN, [userId]);
}

/** Notes that the person's address counted as proved when this factor was added. */
export async function markAddressCounted(tx: Tx, factorId: string): Promise<void> {
  await tx.execute(MARK_ADDRESS_COUNTED, [factorId]);
}

/** Ends the factors that were added while the person's address counted for nothing. @returns whether there were any */
export async function forgetFactorsOfUnproved(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.query(FORGET_UNPROVED, [userId]);
  return (row?.ended ?? 0) > 0;
}

/** Notes that an account was opened again with no second factor: by a mail, or because every factor was lost. */
export async function markRecovered(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.execute(MARK_RECOVERED, [userId, now]);
}

/**
 * Lets a factor that was just added wait where nothing but a mailbox, or a lost factor, proves who added it.
 * @returns whether it waits
 */
export async function letWait(tx: Tx, userId: string, factorId: string, now: Date): Promise<boolean> {
  return (await tx.query(MAKE_WAIT, [factorId, userId, now])).length > 0;
}

/** Since when all factors of a person wait; null when one of them counts, or they have none. */
export async function waitsSince(tx: Pick<Tx, 'query'>, userId: string): Promise<Date | null> {
  const [row] = await asSystem(() => tx.query(WAITS_SINCE, [userId]));
  return row?.since ?? null;
}

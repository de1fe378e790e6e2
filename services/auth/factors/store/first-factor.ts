import type { Tx } from '../../../../storage/database.ts';
import { integer, statement, uuid } from '../../../../storage/statement.ts';

/** Whoever adds a factor waits for whoever is adding another one. */
const LOCK_PERSON = statement('SELECT id FROM users WHERE id = $1 FOR UPDATE', { id: uuid });
const ACTIVE = statement('SELECT id FROM factors WHERE user_id = $1 AND activated_at IS NOT NULL LIMIT 1', {
  id: uuid,
});
const FORGET_BEGUN = `
  WITH asked AS (DELETE FROM passkey_challenges WHERE user_id = $1)
  DELETE FROM factors WHERE user_id = $1 AND activated_at IS NULL`;
const MARK_ADDRESS_COUNTED = 'UPDATE factors SET address_counted = true WHERE id = $1';
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

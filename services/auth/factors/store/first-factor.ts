import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

/** Whoever adds a factor waits for whoever is adding another one. */
const LOCK_PERSON = statement('SELECT id FROM users WHERE id = $1 FOR UPDATE', { id: uuid });
const ACTIVE = statement('SELECT id FROM factors WHERE user_id = $1 AND activated_at IS NOT NULL LIMIT 1', {
  id: uuid,
});
const FORGET_BEGUN = `
  WITH asked AS (DELETE FROM passkey_challenges WHERE user_id = $1)
  DELETE FROM factors WHERE user_id = $1 AND activated_at IS NULL`;

/** Whether a person has no factor, which stays so until the transaction ends but for what it adds itself. */
export async function isFirstFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.query(LOCK_PERSON, [userId]);
  return (await tx.query(ACTIVE, [userId])).length === 0;
}

/** Voids what was begun and not finished: apps, and challenges of passkeys. */
export async function forgetBegun(tx: Tx, userId: string): Promise<void> {
  await tx.execute(FORGET_BEGUN, [userId]);
}

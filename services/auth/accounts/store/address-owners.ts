import { AppError } from '../../../../lib/errors.ts';
import type { Tx } from '../../../../storage/database.ts';
import { movesMoney, ROLES } from '../../../../contracts/permissions.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { isUniqueViolation } from '../../../../storage/failures.ts';
import { boolean, statement, uuid } from '../../../../storage/statement.ts';
import { appendRevocation } from '../../sessions/store/revocations.ts';

/** An address that nobody can have: `email` of a person who has proved none. */
export const placeholderOf = (userId: string): string => `unproved+${userId}@invalid`;

const OWN = `
  UPDATE users SET email = $2, claimed_email = NULL,
    address_proved_at = CASE WHEN email = $2 THEN COALESCE(address_proved_at, $3) ELSE $3 END
  WHERE id = $1`;

/**
 * Whether the account u is somebody's place of work, which nobody takes from them with what was mailed to the address alone: it has
 * a factor, or takes part in spending somewhere, or owns an organisation. An account that only named its address cannot do so.
 */
const ESTABLISHED = (roles: string) => `(
  EXISTS (SELECT FROM factors f WHERE f.user_id = u.id AND f.activated_at IS NOT NULL)
  OR EXISTS (SELECT FROM memberships p WHERE p.user_id = u.id AND p.role = ANY (${roles}::text[])))`;
const IS_ESTABLISHED = statement(`SELECT ${ESTABLISHED('$2')} AS established FROM users u WHERE u.id = $1`, {
  established: boolean,
});
const MONEY_ROLES = ROLES.filter(movesMoney);

/** Whether nobody takes an account from its person without their password, and their factor where they have one. */
export async function isEstablished(tx: Pick<Tx, 'query'>, userId: string): Promise<boolean> {
  const [row] = await asSystem(() => tx.query(IS_ESTABLISHED, [userId, MONEY_ROLES]));
  return row?.established === true;
}

/**
 * Takes the address from whoever has it without having proved it: all that they registered stays in their organisations, in
 * which they have no place any more. Their API keys end with their places.
 */
const DISPLACE = statement(
  `WITH displaced AS (
     UPDATE users u SET email = 'unproved+' || id || '@invalid', claimed_email = NULL
     WHERE id <> $2 AND (claimed_email = $1 OR (email = $1 AND address_proved_at IS NULL AND NOT ${ESTABLISHED('$4')}))
     RETURNING id),
   places AS (DELETE FROM memberships m USING displaced d WHERE m.user_id = d.id),
   tokens AS (DELETE FROM mailed_tokens t USING displaced d WHERE t.user_id = d.id),
   ended AS (UPDATE sessions s SET ended_at = $3, end_reason = 'displaced' FROM displaced d
     WHERE s.user_id = d.id AND s.ended_at IS NULL)
   SELECT id FROM displaced`,
  { id: uuid },
);

/**
 * Makes an address a person's own, because they have read what was mailed to it; whoever had named it without a proof has no
 * hold on it any more, on any node. It may take the lock on the revocations' counter until the transaction ends.
 * @returns the people who had named it
 * @throws AppError LINK_INVALID when somebody else has proved the address meanwhile, or works under it
 */
export async function ownAddress(tx: Tx, userId: string, email: string, now: Date): Promise<string[]> {
  const displaced = await displaceOthers(tx, userId, email, now);
  try {
    await tx.execute(OWN, [userId, email, now]);
  } catch (error) {
    throw isUniqueViolation(error, 'users_email') ? new AppError('LINK_INVALID', {}, error) : error;
  }
  return displaced;
}

/** Frees an address for the person who proves it. @returns the people who had named it */
async function displaceOthers(tx: Tx, userId: string, email: string, now: Date): Promise<string[]> {
  const displaced = (await tx.query(DISPLACE, [email, userId, now, MONEY_ROLES])).map(({ id }) => id);
  for (const id of displaced) await appendRevocation(tx, { kind: 'user', userId: id }, now);
  return displaced;
}

import type { Tx } from '../../../storage/database.ts';
import { statement, uuid } from '../../../storage/statement.ts';
import type { AuthDeps } from '../deps.ts';
import { ownersAnd } from '../members/store/concerned.ts';
import type { Membership } from '../members/domain/membership.ts';

/** Who only named an address may not have us write to it. */
const OWN_ADDRESS = statement('SELECT id FROM users WHERE id = ANY ($1::uuid[]) AND claimed_email IS NULL', {
  id: uuid,
});

/** Those of these people who are members now and whose address is proved to be theirs, each once. */
export async function mailable(
  tx: Tx,
  { accounts }: Pick<AuthDeps, 'accounts'>,
  organizationId: string,
  userIds: readonly string[],
): Promise<Membership[]> {
  const people = await ownersAnd(tx, organizationId, userIds);
  const own = new Set((await tx.query(OWN_ADDRESS, [userIds])).map(({ id }) => id));
  return people.filter(
    ({ user, addressProvedAt }) => own.has(user.id) && accounts.countsAsProved(addressProvedAt),
  );
}

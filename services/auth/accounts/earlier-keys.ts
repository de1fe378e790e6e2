import type { AuthDeps } from '../deps.ts';
import { revokeKeysOfMember } from '../machines/store.ts';
import { transactionIn } from '../transaction.ts';

/**
 * Revokes the API keys that were made with an account before its address was proved: by whom, nobody knows. What they were
 * exchanged for ends with the person's sessions, which the caller ends.
 */
export async function endEarlierKeys(deps: AuthDeps, userId: string): Promise<void> {
  const now = deps.clock();
  for (const { organization } of await deps.members.store.membershipsOf(userId))
    await transactionIn(deps.database, organization.id, (tx) =>
      revokeKeysOfMember(tx, organization.id, userId, now),
    );
}

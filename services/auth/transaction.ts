import type { Database, Tx } from '../../storage/database.ts';
import { inOrganization } from '../../storage/scope.ts';

/**
 * Runs one transaction in an organisation's scope. For requests that have no organisation yet (sign-in, registration,
 * invitations); everybody else's scope was opened by the identity middleware. Identity tables can be reached from any scope.
 */
export function transactionIn<T>(
  database: Database,
  organizationId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inOrganization(organizationId, () => database.transaction(work));
}

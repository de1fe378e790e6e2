import type { AuditHead } from '../../../contracts/auth/trail.ts';
import { asSystem } from '../../../storage/scope.ts';
import type { AuthDeps } from '../deps.ts';
import { headProof } from './domain/statement.ts';
import { readLastStatement } from './head-store.ts';
import { readStatementBy } from './statements.ts';

/**
 * The last signed head of an organisation's chain with its proof; null when no statement speaks of the chain yet, or
 * the last one is not signed or does not mean the heads that are kept.
 */
export async function findHead(
  { database }: Pick<AuthDeps, 'database'>,
  organizationId: string,
): Promise<AuditHead | null> {
  const last = await asSystem(() => readLastStatement(database));
  if (!last) return null;
  const { stored, heads, keys } = last;
  const claims = readStatementBy(stored.statement, keys);
  const proof = claims && headProof(claims, heads, organizationId);
  if (!proof) return null;
  return { ...proof.head, signedAt: claims.at, statement: stored.statement, path: proof.path, keys };
}

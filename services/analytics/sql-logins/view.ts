import type { SqlLogin } from '../../../contracts/analytics/sql-logins.ts';
import type { SqlLoginRow } from './store.ts';

/** Where logins reach PostgreSQL, and what they may do there. */
export type SqlLoginPlace = Pick<SqlLogin, 'host' | 'port' | 'database' | 'maxSessions' | 'maxSeconds'>;

/** A login as clients see it. */
export function sqlLoginView(row: SqlLoginRow, place: SqlLoginPlace, now: Date): SqlLogin {
  const { id, name, user, createdBy, createdAt, rotatedAt, expiresAt, revokedAt } = row;
  const living = expiresAt > now ? 'active' : 'expired';
  return {
    id,
    name,
    state: revokedAt === null ? living : 'revoked',
    ...place,
    schema: 'reporting',
    user,
    createdBy,
    createdAt: createdAt.toISOString(),
    rotatedAt: rotatedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

import type { ApiKey } from '../../../../contracts/auth/machines.ts';
import { weakerRole, type Role } from '../../../../contracts/permissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database } from '../../../../storage/database.ts';
import { inOrganization } from '../../../../storage/scope.ts';
import { prefixOfApiKey, readApiKey, tokenHash } from '../../secrets/opaque-tokens.ts';
import { within } from '../../accounts/store/accounts.ts';
import { revoke } from '../../sessions/store/revocations.ts';
import { trail } from '../../trail/store/security-trail.ts';

type NewApiKey = Pick<ApiKey, 'id' | 'name' | 'role' | 'createdBy'> & {
  organizationId: string;
  key: string;
  createdAt: Date;
  expiresAt: Date;
};
/** A key that is good now, with the role that it has now. */
export type GoodKey = { id: string; organizationId: string; userId: string; role: Role; expiresAt: Date };

type Row = Pick<ApiKey, 'id' | 'name' | 'role'> & {
  created_by: string;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
};
type UsedRow = Pick<Row, 'role' | 'created_by' | 'expires_at'> & { member_role: Role };
const COLUMNS = 'id, name, role, created_by, created_at, expires_at, last_used_at, revoked_at';

/** API keys of an organisation; only the hash of a key is kept. */
export function apiKeyStore(database: Database) {
  return {
    create: (made: NewApiKey): Promise<ApiKey> =>
      within(database, made.organizationId, async (tx) => {
        const { organizationId, id, name, role, key, createdBy, createdAt, expiresAt } = made;
        const [row] = await tx.query<Row>(
          `INSERT INTO api_keys (organization_id, id, name, role, secret_hash, created_by, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
          [organizationId, id, name, role, tokenHash(key), createdBy, createdAt, expiresAt],
        );
        if (!row) throw new Error('the key was not written');
        const subject = { kind: 'api-key', id } as const;
        const detail = { name, role, expiresAt };
        await trail(tx, {
          organizationId,
          userId: createdBy,
          action: 'auth.api_key_created',
          subject,
          detail,
        });
        return apiKeyOf(row);
      }),

    /** The newest first, after the one with the id `before`. */
    page: async (organizationId: string, before: string | undefined, limit: number): Promise<ApiKey[]> => {
      const rows = await database.query<Row>(
        `SELECT ${COLUMNS} FROM api_keys
         WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [organizationId, before ?? null, limit],
      );
      return rows.map(apiKeyOf);
    },

    /** Ends a key on every node. @throws AppError RESOURCE_NOT_FOUND when no such key is left here */
    revoke: (organizationId: string, id: string, actorId: string, now: Date): Promise<void> =>
      within(database, organizationId, async (tx) => {
        const revoked = await tx.query(
          `UPDATE api_keys SET revoked_at = $3
           WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
          [organizationId, id, now],
        );
        if (revoked.length === 0) throw new AppError('RESOURCE_NOT_FOUND');
        const subject = { kind: 'api-key', id } as const;
        await trail(tx, { organizationId, userId: actorId, action: 'auth.api_key_revoked', subject });
        // last: the counter's lock is held until the end of the transaction
        await revoke(tx, { kind: 'api-key', keyId: id }, now);
      }),

    /** What a key may do now, never more than who made it; undefined when it is wrong, expired, revoked or orphaned. */
    use: (key: string, now: Date): Promise<GoodKey | undefined> => use(database, key, now),
  };
}

async function use(database: Database, key: string, now: Date): Promise<GoodKey | undefined> {
  const named = readApiKey(key);
  if (!named) return undefined;
  const { id, organizationId } = named;
  const [row] = await inOrganization(organizationId, () =>
    database.query<UsedRow>(USE, [organizationId, id, tokenHash(key), now]),
  );
  if (!row) return undefined;
  const role = weakerRole(row.role, row.member_role);
  return { id, organizationId, userId: row.created_by, role, expiresAt: row.expires_at };
}

const USE = `
  UPDATE api_keys k SET last_used_at = $4 FROM memberships m
  WHERE k.organization_id = $1 AND k.id = $2 AND k.secret_hash = $3 AND k.revoked_at IS NULL AND k.expires_at > $4
    AND m.organization_id = k.organization_id AND m.user_id = k.created_by
  RETURNING k.role, k.created_by, k.expires_at, m.role AS member_role`;

const apiKeyOf = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  role: row.role,
  prefix: prefixOfApiKey(row.id),
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

import type { ApiKey } from '../../../contracts/auth/machines.ts';
import { API_KEY_ROLES, ROLES, weakerRole, type Role } from '../../../contracts/permissions.ts';
import type { KeyAccess } from '../../../contracts/caller.ts';
import { KEY_KINDS, SCOPES_OF_KIND, type KeyKind, type Scope } from '../../../contracts/scopes.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import {
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  texts,
  uuid,
  type RowOf,
} from '../../../storage/statement.ts';
import type { MailStore } from '../mails/store.ts';
import { tokenHash } from '../opaque-token.ts';
import { appendRevocation } from '../sessions/store/revocations.ts';
import { recordEvent } from '../trail/store.ts';
import { apiKeyPrefix, parseApiKey } from './api-key.ts';
import { tellOfApiKey } from './tell-of-api-key.ts';

export type NewApiKey = Pick<ApiKey, 'id' | 'name' | 'role' | 'kind' | 'scopes' | 'createdBy'> & {
  organizationId: string;
  key: string;
  createdAt: Date;
  expiresAt: Date;
};
/** A valid key, with the role that it has now. `userId` is the person who made it. */
export type ValidApiKey = {
  id: string;
  organizationId: string;
  userId: string;
  role: Role;
  access: KeyAccess;
  expiresAt: Date;
  /** The number of the last revocation that the role takes into account. */
  asOf: number;
  /** Since when the address of that person is known to be theirs; null while it is not. */
  addressProvedAt: Date | null;
};
export type ApiKeyStore = ReturnType<typeof apiKeyStore>;

const apiKeyColumns = {
  id: uuid,
  name: text,
  role: oneOf(API_KEY_ROLES),
  kind: oneOf(KEY_KINDS),
  scopes: nullable(texts),
  created_by: uuid,
  created_at: instant,
  expires_at: instant,
  last_used_at: nullable(instant),
  revoked_at: nullable(instant),
};
const API_KEY = 'id, name, role, kind, scopes, created_by, created_at, expires_at, last_used_at, revoked_at';
const INSERT = statement(
  `INSERT INTO api_keys (organization_id, id, name, role, secret_hash, created_by, created_at, expires_at, kind, scopes)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${API_KEY}`,
  apiKeyColumns,
);
const PAGE = statement(
  `SELECT ${API_KEY} FROM api_keys
   WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
  apiKeyColumns,
);
const REVOKE = `
  UPDATE api_keys SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL`;
const usedColumns = {
  role: oneOf(API_KEY_ROLES),
  kind: oneOf(KEY_KINDS),
  scopes: nullable(texts),
  created_by: uuid,
  expires_at: instant,
  member_role: oneOf(ROLES),
  as_of: integer,
  address_proved_at: nullable(instant),
};
/** The key and its end, whether it is valid or not. */
const KNOWN = statement(
  `SELECT created_by AS "createdBy", revoked_at AS "revokedAt" FROM api_keys
   WHERE organization_id = $1 AND id = $2 AND secret_hash = $3`,
  { createdBy: uuid, revokedAt: nullable(instant) },
);
/** A key is valid as long as the person who made it is a member. */
const USE = statement(
  `UPDATE api_keys k SET last_used_at = $4 FROM memberships m JOIN users u ON u.id = m.user_id
   WHERE k.organization_id = $1 AND k.id = $2 AND k.secret_hash = $3 AND k.revoked_at IS NULL AND k.expires_at > $4
     AND m.organization_id = k.organization_id AND m.user_id = k.created_by
   RETURNING k.role, k.kind, k.scopes, k.created_by, k.expires_at, m.role AS member_role, u.address_proved_at,
     (SELECT seq FROM revocation_counter) AS as_of`,
  usedColumns,
);
const REVOKE_OF_MEMBER = statement(
  `UPDATE api_keys SET revoked_at = $3 WHERE organization_id = $1 AND created_by = $2 AND revoked_at IS NULL
   RETURNING id`,
  { id: uuid },
);

/** API keys of an organisation. Keys are stored as hashes only. */
export function apiKeyStore(database: Database, mails: MailStore) {
  return {
    /** Saves a key, and tells its maker and the owners. */
    create: (key: NewApiKey): Promise<ApiKey> =>
      database.transaction(async (tx) => {
        const { organizationId, id, name, role, kind, scopes, createdBy, createdAt, expiresAt } = key;
        const made = [tokenHash(key.key), createdBy, createdAt, expiresAt];
        const values = [organizationId, id, name, role, ...made, kind, scopes];
        const [row] = await tx.query(INSERT, values);
        if (!row) throw new Error('the key was not written');
        await recordEvent(tx, {
          organizationId,
          userId: createdBy,
          action: 'auth.api_key_created',
          subject: { kind: 'api-key', id },
          detail: { name, role, kind, scopes, expiresAt },
        });
        await tellOfApiKey(tx, mails, key);
        return apiKeyOf(row);
      }),

    /** The newest first, older than the one with the id `before`. */
    async list(organizationId: string, before: string | null, limit: number): Promise<ApiKey[]> {
      return (await database.query(PAGE, [organizationId, before, limit])).map(apiKeyOf);
    },

    /** Revokes a key on every node. @throws AppError RESOURCE_NOT_FOUND when there is no such key, or it is revoked already */
    revoke: (organizationId: string, id: string, actorId: string, now: Date): Promise<void> =>
      database.transaction(async (tx) => {
        if ((await tx.execute(REVOKE, [organizationId, id, now])) === 0)
          throw new AppError('RESOURCE_NOT_FOUND');
        await recordEvent(tx, {
          organizationId,
          userId: actorId,
          action: 'auth.api_key_revoked',
          subject: { kind: 'api-key', id },
        });
        // last, because it holds the lock on the revocations' counter until the transaction ends
        await appendRevocation(tx, { kind: 'api-key', keyId: id }, now);
      }),

    /**
     * Marks a key as used and says what it may do: at most what the person who made it may do now.
     * @returns undefined when the key is wrong, expired or revoked, or its maker is no member any more
     */
    async use(key: string, now: Date): Promise<ValidApiKey | undefined> {
      const named = parseApiKey(key);
      if (!named) return undefined;
      const { id, organizationId } = named;
      const values = [organizationId, id, tokenHash(key), now];
      const [row] = await inOrganization(organizationId, () => database.query(USE, values));
      if (!row) return undefined;
      return validKeyOf(id, organizationId, row);
    },
  };
}

/**
 * Revokes the keys that a member made, who is removed: they would live again if the person were invited again.
 * @returns the ids of the keys that were valid until now; every node has to learn of them
 */
export async function revokeKeysOfMember(
  tx: Tx,
  organizationId: string,
  userId: string,
  now: Date,
): Promise<string[]> {
  return (await tx.query(REVOKE_OF_MEMBER, [organizationId, userId, now])).map(({ id }) => id);
}

function validKeyOf(id: string, organizationId: string, row: RowOf<typeof usedColumns>): ValidApiKey {
  return {
    id,
    organizationId,
    userId: row.created_by,
    role: weakerRole(row.role, row.member_role),
    access: { kind: row.kind, scopes: scopesIn(row) },
    expiresAt: row.expires_at,
    addressProvedAt: row.address_proved_at,
    asOf: row.as_of,
  };
}

/** Keys from before scopes have all that their kind may have; scopes of a newer release are left out. */
function scopesIn({ kind, scopes }: { kind: KeyKind; scopes: string[] | null }): Scope[] {
  return SCOPES_OF_KIND[kind].filter((scope) => scopes === null || scopes.includes(scope));
}

const apiKeyOf = (row: RowOf<typeof apiKeyColumns>): ApiKey => ({
  id: row.id,
  name: row.name,
  role: row.role,
  kind: row.kind,
  scopes: scopesIn(row),
  prefix: apiKeyPrefix(row.id),
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** Records that a key was used that is not valid any more; nothing for a key that never was one. */
export async function recordRefusedKey(database: Database, key: string): Promise<void> {
  const named = parseApiKey(key);
  if (!named) return;
  const { id, organizationId } = named;
  await inOrganization(organizationId, () =>
    database.transaction(async (tx) => {
      const [known] = await tx.query(KNOWN, [organizationId, id, tokenHash(key)]);
      if (!known) return;
      await recordEvent(tx, {
        organizationId,
        actor: { kind: 'service', id: `api-key:${id}` },
        userId: known.createdBy,
        action: 'auth.api_key_refused',
        subject: { kind: 'api-key', id },
        detail: { reason: known.revokedAt ? 'revoked' : 'ended' },
      });
    }),
  );
}

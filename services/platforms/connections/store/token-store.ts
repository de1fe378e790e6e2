import type { Database, Query, Tx } from '../../../../storage/database.ts';
import type { KeyRing } from './key-ring.ts';

export type Tokens = { accessToken: string; refreshToken: string | null };
/** A grant's tokens, open; `revision` names this pair, so that a later one is never overwritten by an older one. */
export type OpenGrant = Tokens & { id: string; expiresAt: Date; revision: number };

/** Tokens at rest: sealed under the organisation's key, renewed by one worker at a time. */
export type TokenStore = {
  /** @throws SealBroken */
  open(organizationId: string, grantId: string): Promise<OpenGrant | null>;
  /** Takes the right to renew this pair until `until`; false when somebody else has it or has renewed already. */
  reserve(organizationId: string, grant: OpenGrant, now: Date, until: Date): Promise<boolean>;
  /** Saves the renewed pair; false when another one was saved meanwhile. */
  save(organizationId: string, grant: OpenGrant, renewed: Tokens & { expiresAt: Date }): Promise<boolean>;
  release(organizationId: string, grant: OpenGrant): Promise<void>;
};

/** The store of tokens of one service. */
export function tokenStore(database: Database, keys: KeyRing): TokenStore {
  return {
    async open(organizationId, grantId) {
      const [row] = await database.query<{ sealed: string; expiresAt: Date; revision: number }>(
        `SELECT sealed_tokens AS sealed, expires_at AS "expiresAt", revision FROM platform_grants
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, grantId],
      );
      if (!row) return null;
      const place = { organizationId, table: 'platform_grants', id: grantId };
      const tokens = JSON.parse(await keys.open(database.query, place, row.sealed)) as Tokens;
      return { id: grantId, ...tokens, expiresAt: row.expiresAt, revision: row.revision };
    },
    async reserve(organizationId, grant, now, until) {
      const rows = await database.query(
        `UPDATE platform_grants SET refreshing_until = $5
         WHERE organization_id = $1 AND id = $2 AND revision = $3
           AND (refreshing_until IS NULL OR refreshing_until <= $4)
         RETURNING id`,
        [organizationId, grant.id, grant.revision, now, until],
      );
      return rows.length === 1;
    },
    async save(organizationId, grant, { accessToken, refreshToken, expiresAt }) {
      const sealed = await sealTokens(database.query, keys, organizationId, grant.id, {
        accessToken,
        refreshToken,
      });
      const rows = await database.query(
        `UPDATE platform_grants
         SET sealed_tokens = $4, expires_at = $5, revision = revision + 1, refreshing_until = NULL, updated_at = now()
         WHERE organization_id = $1 AND id = $2 AND revision = $3 RETURNING id`,
        [organizationId, grant.id, grant.revision, sealed, expiresAt],
      );
      return rows.length === 1;
    },
    async release(organizationId, grant) {
      await database.query(
        `UPDATE platform_grants SET refreshing_until = NULL WHERE organization_id = $1 AND id = $2 AND revision = $3`,
        [organizationId, grant.id, grant.revision],
      );
    },
  };
}

/** The sealed form of a grant's tokens. */
export function sealTokens(
  query: Query,
  keys: KeyRing,
  organizationId: string,
  grantId: string,
  tokens: Tokens,
): Promise<string> {
  return keys.seal(query, { organizationId, table: 'platform_grants', id: grantId }, JSON.stringify(tokens));
}

/** Forgets grants that no ad account uses any more. */
export async function dropUnusedGrants(tx: Tx, organizationId: string): Promise<void> {
  await tx.query(
    `DELETE FROM platform_grants g WHERE g.organization_id = $1 AND NOT EXISTS (
       SELECT 1 FROM ad_accounts a WHERE a.organization_id = $1 AND a.grant_id = g.id)`,
    [organizationId],
  );
}

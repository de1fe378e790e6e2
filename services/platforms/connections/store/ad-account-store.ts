import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { AD_ACCOUNT_COLUMNS, toAdAccount, type AdAccountRow } from './ad-account-rows.ts';
import { dropUnusedGrants } from './token-store.ts';

export type AdAccountQuery = {
  limit: number;
  after: readonly [string, string] | null;
  platform: Platform | null;
};

/** Connected ad accounts. What is disconnected is kept for the ledger's sake and not shown. */
export type AdAccountStore = {
  /** Newest first; at most `limit` rows. */
  list(organizationId: string, query: AdAccountQuery): Promise<AdAccount[]>;
  /** @throws AppError AD_ACCOUNT_NOT_FOUND */
  rename(organizationId: string, id: string, name: string): Promise<AdAccount>;
  /** @throws AppError AD_ACCOUNT_NOT_FOUND, AD_ACCOUNT_IN_USE */
  disconnect(organizationId: string, id: string, actor: AuditEvent['actor']): Promise<void>;
  /** With what a job needs to work on it; null when it is not connected. */
  find(organizationId: string, id: string): Promise<AdAccountRow | null>;
  /** The platform takes its tokens no longer: somebody must connect it again. */
  markReauthorize(organizationId: string, id: string, grantId: string): Promise<void>;
};

/** The part of `storage.rows` that renaming needs. */
type Administered = { update(where: object, values: Record<string, unknown>): Promise<number> };

/** The store of ad accounts of one service. */
export function adAccountStore(database: Database, rows: Administered): AdAccountStore {
  const find = async (organizationId: string, id: string): Promise<AdAccountRow | null> => {
    const [row] = await database.query<AdAccountRow>(
      `SELECT ${AD_ACCOUNT_COLUMNS} FROM ad_accounts
       WHERE organization_id = $1 AND id = $2 AND status <> 'disconnected'`,
      [organizationId, id],
    );
    return row ?? null;
  };
  return {
    find,
    list: (organizationId, query) => listAccounts(database, organizationId, query),
    async rename(organizationId, id, name) {
      const where = { organization_id: organizationId, id, status: ['connected', 'reauthorize'] };
      await rows.update(where, { own_name: name, updated_at: new Date() });
      const row = await find(organizationId, id);
      if (!row) throw new AppError('AD_ACCOUNT_NOT_FOUND');
      return toAdAccount(row);
    },
    disconnect: (organizationId, id, actor) =>
      database.transaction((tx) => disconnectAccount(tx, organizationId, id, actor)),
    async markReauthorize(organizationId, id, grantId) {
      await database.query(
        `UPDATE ad_accounts SET status = 'reauthorize', updated_at = now()
         WHERE organization_id = $1 AND id = $2 AND grant_id = $3 AND status = 'connected'`,
        [organizationId, id, grantId],
      );
    },
  };
}

async function listAccounts(
  database: Database,
  organizationId: string,
  { limit, after, platform }: AdAccountQuery,
): Promise<AdAccount[]> {
  const rows = await database.query<AdAccountRow>(
    `SELECT ${AD_ACCOUNT_COLUMNS} FROM ad_accounts
     WHERE organization_id = $1 AND status <> 'disconnected'
       AND ($2::text IS NULL OR platform = $2)
       AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', created_at), id) < ($3::timestamptz, $4::uuid))
     ORDER BY date_trunc('milliseconds', created_at) DESC, id DESC LIMIT $5`,
    [organizationId, platform, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows.map(toAdAccount);
}

async function disconnectAccount(
  tx: Tx,
  organizationId: string,
  id: string,
  actor: AuditEvent['actor'],
): Promise<void> {
  const [account] = await tx.query<{ externalId: string }>(
    `SELECT external_id AS "externalId" FROM ad_accounts
     WHERE organization_id = $1 AND id = $2 AND status <> 'disconnected' FOR UPDATE`,
    [organizationId, id],
  );
  if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
  const [use] = await tx.query<{ used: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM publications p JOIN objects o
         ON o.organization_id = p.organization_id AND o.publication_id = p.id
       WHERE p.organization_id = $1 AND p.ad_account_id = $2
         AND (o.state = 'activating' OR (o.state = 'active' AND o.key = 'campaign'))
     ) OR EXISTS (
       SELECT 1 FROM ops WHERE organization_id = $1 AND ad_account_id = $2 AND state IN ('pending', 'running')
     ) AS used`,
    [organizationId, id],
  );
  if (use?.used !== false) throw new AppError('AD_ACCOUNT_IN_USE');
  await tx.query(
    `UPDATE ad_accounts SET status = 'disconnected', grant_id = NULL, updated_at = now()
     WHERE organization_id = $1 AND id = $2`,
    [organizationId, id],
  );
  await dropUnusedGrants(tx, organizationId);
  await audit(tx, {
    organizationId,
    actor,
    action: 'ad_account.disconnected',
    subject: { kind: 'ad_account', id },
    detail: { externalId: account.externalId },
  });
}

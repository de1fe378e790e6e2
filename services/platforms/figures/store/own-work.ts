import type { Database } from '../../../../storage/database.ts';
import { instant, statement, texts } from '../../../../storage/statement.ts';
import type { Account } from '../../readings/store/reading-chain.ts';
import type { OwnWork } from '../domain/found-change.ts';

/** Clocks of platforms and ours may differ, and a write may take effect after it was given up. */
const WORK = statement(
  `SELECT o.created_at - interval '1 minute' AS "from", coalesce(o.finished_at, o.updated_at) + interval '5 minutes' AS "until",
     array_remove(array_agg(b.external_id), NULL) AS "externalIds"
   FROM ops o JOIN objects b ON b.organization_id = $1 AND b.publication_id = o.publication_id
   WHERE o.organization_id = $1 AND o.ad_account_id = $2 AND coalesce(o.finished_at, o.updated_at) >= $3
   GROUP BY o.id, o.created_at, o.finished_at, o.updated_at`,
  { from: instant, until: instant, externalIds: texts },
);

/** What this product did in an ad account since an instant, from the ledger. */
export const ownWork =
  (database: Database) =>
  async ({ organizationId, adAccountId }: Account, since: Date): Promise<OwnWork[]> => {
    const rows = await database.query(WORK, [organizationId, adAccountId, since]);
    return rows.map(({ externalIds, ...row }) => ({ ...row, externalIds: new Set(externalIds) }));
  };

import { OPERATION_KINDS } from '../../../../contracts/campaign/campaign.ts';
import type { Query } from '../../../../storage/database.ts';
import { instant, oneOf, statement, uuid } from '../../../../storage/statement.ts';

const AT_WORK = statement(
  `SELECT campaign_id AS "campaignId", id, kind, status, updated_at AS "updatedAt" FROM operations
   WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[]) AND status IN ('pending', 'running')`,
  {
    campaignId: uuid,
    id: uuid,
    kind: oneOf(OPERATION_KINDS),
    status: oneOf(['pending', 'running']),
    updatedAt: instant,
  },
);

/** The operation at work on a campaign: its JSON text as readers see it, and when it was last changed. */
export type AtWork = { text: string; updatedAt: Date };

/** The operations at work on these campaigns, by campaign; one campaign has one at most. */
export async function operationsAtWork(
  query: Query,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, AtWork>> {
  const rows = campaignIds.length === 0 ? [] : await query(AT_WORK, [organizationId, campaignIds]);
  return new Map(
    rows.map(({ campaignId, updatedAt, ...operation }) => [
      campaignId,
      { text: JSON.stringify(operation), updatedAt },
    ]),
  );
}

import type { Query } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

/** An approval that the trail does not hold leaves more authors, never fewer. A machine's change is its maker's. */
const AUTHORS = statement(
  `SELECT DISTINCT created_by FROM campaign_versions
   WHERE organization_id = $1 AND campaign_id = $2 AND version <= $3 AND version > COALESCE(
     (SELECT max((detail->>'version')::int) FROM audit_events
      WHERE organization_id = $1 AND subject_id = $2 AND action = 'campaign.approved'), 0)`,
  { created_by: uuid },
);

/** Who wrote the versions of a campaign after the last approved one, up to `version`. */
export async function authorsSinceApproval(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<string[]> {
  const rows = await query(AUTHORS, [organizationId, campaignId, version]);
  return rows.map((row) => row.created_by);
}

import type { Query } from '../../../../storage/database.ts';
import { boolean, statement, text, uuid } from '../../../../storage/statement.ts';

/** An approval that the trail does not hold leaves more authors, never fewer. A machine's change is its maker's. */
const AUTHORS = statement(
  `SELECT DISTINCT created_by FROM campaign_versions
   WHERE organization_id = $1 AND campaign_id = $2 AND version <= $3 AND version > COALESCE(
     (SELECT max((detail->>'version')::int) FROM audit_events
      WHERE organization_id = $1 AND subject_id = $2 AND action = 'campaign.approved'
         AND (detail->>'version')::int < $3), 0)`,
  { created_by: uuid },
);

/** Who wrote the versions of a campaign after the last approved one before `version`, up to that. */
export async function authorsSinceApproval(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<string[]> {
  const rows = await query(AUTHORS, [organizationId, campaignId, version]);
  return rows.map((row) => row.created_by);
}

const STANDING = statement(
  `SELECT hash, EXISTS (SELECT 1 FROM audit_events
     WHERE organization_id = $1 AND subject_id = $2 AND action = 'campaign.approved'
       AND (detail->>'version')::int = $3) AS approved
   FROM campaign_versions WHERE organization_id = $1 AND campaign_id = $2 AND version = $3`,
  { hash: text, approved: boolean },
);

/** The hash of a version's content, which never changes, and whether people approved it; null when there is no such version. */
export async function versionStanding(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<{ hash: string; approved: boolean } | null> {
  const [row] = await query(STANDING, [organizationId, campaignId, version]);
  return row ?? null;
}

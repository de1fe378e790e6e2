import type { Query } from '../../../../storage/database.ts';
import { boolean, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import type { ApprovalGiven, Work } from '../../review/domain/approver.ts';

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
async function authorsSinceApproval(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<string[]> {
  const rows = await query(AUTHORS, [organizationId, campaignId, version]);
  return rows.map((row) => row.created_by);
}

const SUBMITTER = statement(
  `SELECT actor_kind AS "actorKind", actor_id AS "actorId" FROM audit_events
   WHERE organization_id = $1 AND subject_id = $2 AND (detail->>'version')::int = $3
     AND action IN ('campaign.submitted', 'campaign.recommendation_applied')
   ORDER BY at DESC, id DESC LIMIT 1`,
  { actorKind: oneOf(['user', 'service']), actorId: text },
);

/**
 * The person who submitted a version, the last time that it was submitted. Null where a machine did: nobody knows which of the people
 * who know its key had it do so. Who applies a recommendation submits it. A submission that the trail does not hold counts as a machine's.
 */
async function submitterOf(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<string | null> {
  const [row] = await query(SUBMITTER, [organizationId, campaignId, version]);
  return row?.actorKind === 'user' ? row.actorId : null;
}

/** Whose work a version is: who wrote what nobody approved before it, and whether a person submitted it. */
export async function workOn(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<Work> {
  const [authors, submitter] = await Promise.all([
    authorsSinceApproval(query, organizationId, campaignId, version),
    submitterOf(query, organizationId, campaignId, version),
  ]);
  return { authors, submittedByMachine: submitter === null };
}

const APPROVER = statement(
  `SELECT actor_id AS "decidedBy" FROM audit_events
   WHERE organization_id = $1 AND subject_id = $2 AND action = 'campaign.approved'
     AND (detail->>'version')::int = $3
   ORDER BY at DESC, id DESC LIMIT 1`,
  { decidedBy: text },
);

/** Who approved a version last, also one that is published and was edited since; null when nobody did. */
export async function approvalOf(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<ApprovalGiven | null> {
  const [[row], submittedBy] = await Promise.all([
    query(APPROVER, [organizationId, campaignId, version]),
    submitterOf(query, organizationId, campaignId, version),
  ]);
  return row ? { decidedBy: row.decidedBy, submittedBy } : null;
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

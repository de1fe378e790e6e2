import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Query, Tx } from '../../../../storage/database.ts';
import { statement, text } from '../../../../storage/statement.ts';

const READ = statement(
  `SELECT difference_id AS id FROM ignored_differences
   WHERE organization_id = $1 AND publication_id = $2 AND accepted = $3`,
  { id: text },
);
const DECIDE = `
  INSERT INTO ignored_differences (organization_id, publication_id, difference_id, ignored_by, accepted)
  SELECT $1, $2, d.id, $4, $5 FROM unnest($3::text[]) AS d(id)
  ON CONFLICT (organization_id, publication_id, difference_id) DO UPDATE
  SET accepted = excluded.accepted, ignored_by = excluded.ignored_by, ignored_at = now()
  WHERE ignored_differences.accepted <> excluded.accepted`;

const read =
  (isAccepted: boolean) =>
  async (
    query: Query,
    organizationId: string,
    publicationId: string | null,
  ): Promise<ReadonlySet<string>> => {
    const rows = publicationId === null ? [] : await query(READ, [organizationId, publicationId, isAccepted]);
    return new Set(rows.map(({ id }) => id));
  };

/** Ids of differences that a person left alone for good. */
export const readIgnored = read(false);
/** Ids of differences that a person took into a version. */
export const readAccepted = read(true);

/** Leaves differences of a publication alone for good, or takes them in, and says so in the trail; the same again changes nothing. */
export async function decideDifferences(
  tx: Tx,
  deciding: {
    organizationId: string;
    publicationId: string;
    campaignId: string;
    platform: string;
    ids: readonly string[];
    by: string;
    actor: AuditEvent['actor'];
    decision: 'accepted' | 'ignored';
  },
): Promise<void> {
  const { organizationId, publicationId, campaignId, platform, ids, by, actor, decision } = deciding;
  const values = [organizationId, publicationId, ids, by, decision === 'accepted'];
  if ((await tx.execute(DECIDE, values)) === 0) return;
  await audit(tx, {
    organizationId,
    actor,
    action: decision === 'accepted' ? 'drift.accepted' : 'drift.ignored',
    subject: { kind: 'campaign', id: campaignId },
    detail: { platform, differences: ids, by },
  });
}

import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Query, Tx } from '../../../../storage/database.ts';
import { statement, text } from '../../../../storage/statement.ts';

const READ = statement(
  `SELECT difference_id AS id FROM ignored_differences WHERE organization_id = $1 AND publication_id = $2`,
  { id: text },
);
const INSERT = `
  INSERT INTO ignored_differences (organization_id, publication_id, difference_id, ignored_by)
  SELECT $1, $2, d.id, $4 FROM unnest($3::text[]) AS d(id)
  ON CONFLICT (organization_id, publication_id, difference_id) DO NOTHING`;

/** Ids of differences that a person left alone for good. */
export async function readIgnored(
  query: Query,
  organizationId: string,
  publicationId: string | null,
): Promise<ReadonlySet<string>> {
  const rows = publicationId === null ? [] : await query(READ, [organizationId, publicationId]);
  return new Set(rows.map(({ id }) => id));
}

/** Leaves differences of a publication alone for good, and says so in the trail; the same again changes nothing. */
export async function ignoreDifferences(
  tx: Tx,
  ignoring: {
    organizationId: string;
    publicationId: string;
    campaignId: string;
    platform: string;
    ids: readonly string[];
    by: string;
    actor: AuditEvent['actor'];
  },
): Promise<void> {
  const { organizationId, publicationId, campaignId, platform, ids, by, actor } = ignoring;
  if ((await tx.execute(INSERT, [organizationId, publicationId, ids, by])) === 0) return;
  await audit(tx, {
    organizationId,
    actor,
    action: 'drift.ignored',
    subject: { kind: 'campaign', id: campaignId },
    detail: { platform, differences: ids, by },
  });
}

import type { Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import { lockVersion } from './fact-version.ts';
import { addLink, readSides } from './links.ts';

const SAME_ID = statement(
  `SELECT e.id AS "campaignId", p.campaign_id AS "intoId" FROM published_objects p
   JOIN external_campaigns e ON e.organization_id = $1 AND e.platform = p.platform AND e.external_id = p.external_id
   WHERE p.organization_id = $1 AND p.platform = $2 AND p.level = 'campaign' AND p.external_id = ANY($3::text[])
     AND NOT EXISTS (SELECT 1 FROM campaign_links l
       WHERE l.organization_id = $1 AND l.campaign_id = e.id AND l.split_at IS NULL)
   ORDER BY e.id`,
  { campaignId: uuid, intoId: uuid },
);

type Published = { organizationId: string; platform: Platform; ids: readonly string[]; at: Date };

/** Links the external campaigns that have one of these ids of campaigns of ours: earlier imports told of them before it was known. */
export async function linkById(tx: Tx, { organizationId, platform, ids, at }: Published): Promise<void> {
  const found = await tx.query(SAME_ID, [organizationId, platform, ids]);
  for (const edge of found) {
    const sides = await readSides(tx, organizationId, [edge.campaignId, edge.intoId]);
    const campaign = sides.get(edge.campaignId);
    const into = sides.get(edge.intoId);
    if (!campaign || !into) continue;
    const actor = { kind: 'service', id: 'analytics' } as const;
    const version = await lockVersion(tx, organizationId);
    await addLink(
      tx,
      { ...edge, organizationId, reason: 'platform-id', actor, at },
      { campaign, into },
      version,
    );
  }
}

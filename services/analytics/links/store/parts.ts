import { z } from 'zod';
import type { CampaignPart } from '../../../../contracts/analytics/parts.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import { json, nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { PART_LEVELS, type PartLevel } from '../../facts/domain/part.ts';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', ${ISO})`;

/** Parts of a campaign and of those that are linked to it, after the part $5. */
const PARTS = statement(
  `
  WITH members AS MATERIALIZED (
    SELECT $2::uuid AS id
    UNION
    SELECT b.campaign_id FROM campaign_members a
      JOIN campaign_members b ON b.organization_id = $1 AND b.canonical_id = a.canonical_id
     WHERE a.organization_id = $1 AND a.campaign_id = $2
  )
  SELECT p.id, p.level, p.platform, p.external_id AS "externalId", p.name, n.names,
         coalesce(g.name, nullif(p.parent, '')) AS "adGroup"
    FROM campaign_parts p
   CROSS JOIN LATERAL (
     SELECT json_agg(json_build_object('name', name, 'firstSeen', ${iso('first_seen')}, 'lastSeen', ${iso('last_seen')})
                     ORDER BY last_seen DESC, name) AS names
       FROM part_names WHERE organization_id = $1 AND part_id = p.id) n
    LEFT JOIN LATERAL (
     SELECT name FROM campaign_parts WHERE organization_id = $1 AND campaign_id = p.campaign_id
        AND platform = p.platform AND level = 'ad-group' AND label = p.parent LIMIT 1) g ON p.parent <> ''
   WHERE p.organization_id = $1 AND p.campaign_id IN (SELECT id FROM members)
     AND ($3::text IS NULL OR p.level = $3) AND ($5::uuid IS NULL OR p.id > $5)
     AND ($4::text IS NULL OR p.external_id = $4 OR EXISTS (
           SELECT 1 FROM part_names WHERE organization_id = $1 AND part_id = p.id AND strpos(lower(name), lower($4)) > 0))
   ORDER BY p.id LIMIT $6`,
  {
    ...{ id: uuid, level: oneOf(PART_LEVELS), platform: oneOf(PLATFORMS), externalId: nullable(text) },
    ...{ name: text, names: json, adGroup: nullable(text) },
  },
);
const Names = z.array(z.strictObject({ name: z.string(), firstSeen: z.string(), lastSeen: z.string() }));

export type PartQuestion = {
  campaignId: string;
  level: PartLevel | null;
  /** Part of a name, or an id; null: any. */
  q: string | null;
  /** The last part of the page before. */
  after: string | null;
  limit: number;
};

export type PartStore = ReturnType<typeof partStore>;

/** Ad groups, ads and keywords as they are known by the platform's ids. */
export function partStore(database: Database) {
  return {
    async list(
      organizationId: string,
      { campaignId, level, q, after, limit }: PartQuestion,
    ): Promise<(CampaignPart & { id: string })[]> {
      const rows = await database.query(PARTS, [organizationId, campaignId, level, q, after, limit]);
      return rows.map((row) => ({ ...row, names: Names.parse(row.names) }));
    },
  };
}

import type { CampaignLink } from '../../../../contracts/analytics/links.ts';
import type { Query } from '../../../../storage/database.ts';
import { instant, nullable, oneOf, statement, uuid } from '../../../../storage/statement.ts';
import { knownCampaigns } from './known-campaigns.ts';

/** A link or a proposal, with the ids of its campaigns. */
export type LinkRow = {
  id: string | null;
  reason: CampaignLink['reason'];
  campaignId: string;
  intoId: string;
  linkedAt: Date | null;
  linkedBy: string | null;
  splitAt: Date | null;
  splitBy: string | null;
};

export type LinkQuestion = {
  state: CampaignLink['state'];
  /** Part of a name of one of the two; null: any. */
  q: string | null;
  /** The last row of the page before: its two campaigns, or its link and an empty text. */
  after: readonly [string, string] | null;
  limit: number;
};

/** Whether a campaign was ever told under a name with this part. */
const isNamed = (column: string) => `(
  EXISTS (SELECT 1 FROM known_names n WHERE n.organization_id = $1 AND n.campaign_id = ${column}
            AND strpos(lower(n.name), lower($2)) > 0)
  OR EXISTS (SELECT 1 FROM campaign_refs r WHERE r.organization_id = $1 AND r.campaign_id = ${column}
            AND strpos(lower(r.name), lower($2)) > 0))`;
const NAMED = `($2::text IS NULL OR ${isNamed('campaign_id')} OR ${isNamed('into_id')})`;

const COLUMNS = {
  id: uuid,
  reason: oneOf(['platform-id', 'person']),
  campaignId: uuid,
  intoId: uuid,
  linkedAt: instant,
  linkedBy: nullable(uuid),
  splitAt: nullable(instant),
  splitBy: nullable(uuid),
} as const;
const LINK = `id, reason, campaign_id AS "campaignId", into_id AS "intoId", linked_at AS "linkedAt", linked_by AS "linkedBy",
  split_at AS "splitAt", split_by AS "splitBy"`;

const LINKS = statement(
  `SELECT ${LINK} FROM campaign_links
   WHERE organization_id = $1 AND (split_at IS NOT NULL) = $3 AND ($4::uuid IS NULL OR id < $4) AND ${NAMED}
   ORDER BY id DESC LIMIT $5`,
  COLUMNS,
);

const ONE = statement(`SELECT ${LINK} FROM campaign_links WHERE organization_id = $1 AND id = $2`, COLUMNS);

/** A name on a platform without the marker that campaigns published here carry. */
const plain = (column: string) => String.raw`regexp_replace(${column}, ' \[[^\[\]]+\]$', '')`;

/**
 * External campaigns that are linked to no other, each with what has a name in common with it on the same platform and in the same
 * currency: campaigns of ours, and older external ones. Two external campaigns with different ids are different.
 */
const PROPOSALS = statement(
  `WITH unlinked AS (
     SELECT e.id, e.platform, e.external_id, e.currency FROM external_campaigns e
     WHERE e.organization_id = $1 AND NOT EXISTS (SELECT 1 FROM campaign_links l
       WHERE l.organization_id = $1 AND l.campaign_id = e.id AND l.split_at IS NULL)
   ), pairs AS (
     SELECT u.id AS campaign_id, r.campaign_id AS into_id
       FROM unlinked u JOIN known_names n ON n.organization_id = $1 AND n.campaign_id = u.id
       JOIN campaign_refs r ON r.organization_id = $1 AND r.name = ${plain('n.name')} AND r.platforms ? u.platform
        AND r.currency = u.currency
     UNION
     SELECT u.id, o.id
       FROM unlinked u JOIN known_names n ON n.organization_id = $1 AND n.campaign_id = u.id
       JOIN known_names m ON m.organization_id = $1 AND m.name = n.name AND m.campaign_id < u.id
       JOIN external_campaigns o ON o.organization_id = $1 AND o.id = m.campaign_id AND o.platform = u.platform
        AND o.currency = u.currency AND (o.external_id IS NULL OR u.external_id IS NULL)
   )
   SELECT campaign_id AS "campaignId", into_id AS "intoId" FROM pairs p
   WHERE ($3::uuid IS NULL OR (campaign_id, into_id) > ($3, $4::uuid)) AND ${NAMED}
     AND NOT EXISTS (SELECT 1 FROM campaign_members a JOIN campaign_members b
       ON b.organization_id = $1 AND b.canonical_id = a.canonical_id AND b.campaign_id = p.into_id
       WHERE a.organization_id = $1 AND a.campaign_id = p.campaign_id)
   ORDER BY campaign_id, into_id LIMIT $5`,
  { campaignId: uuid, intoId: uuid },
);
const PROPOSED = {
  id: null,
  reason: 'name',
  linkedAt: null,
  linkedBy: null,
  splitAt: null,
  splitBy: null,
} as const;

export async function findLinks(
  query: Query,
  organizationId: string,
  { state, q, after, limit }: LinkQuestion,
): Promise<LinkRow[]> {
  const [first = null, second = null] = after ?? [];
  if (state !== 'proposed') return query(LINKS, [organizationId, q, state === 'split', first, limit]);
  const pairs = await query(PROPOSALS, [organizationId, q, first, second, limit]);
  return pairs.map((pair) => ({ ...PROPOSED, ...pair }));
}

/** One link; null when the organisation has no such link. */
export async function findLink(query: Query, organizationId: string, id: string) {
  const [row] = await query(ONE, [organizationId, id]);
  return row ?? null;
}

/** Links as clients see them. */
export async function linkViews(
  query: Query,
  organizationId: string,
  rows: readonly LinkRow[],
): Promise<CampaignLink[]> {
  const ids = rows.flatMap(({ campaignId, intoId }) => [campaignId, intoId]);
  const campaigns = await knownCampaigns(query, organizationId, ids);
  return rows.flatMap(({ campaignId, intoId, ...row }) => {
    const [campaign, into] = [campaigns.get(campaignId), campaigns.get(intoId)];
    if (!campaign || !into) return [];
    const state = row.id === null ? 'proposed' : row.splitAt === null ? 'linked' : 'split';
    const linkedAt = row.linkedAt?.toISOString() ?? null;
    const splitAt = row.splitAt?.toISOString() ?? null;
    return [{ ...row, state, campaign, into, linkedAt, splitAt }];
  });
}

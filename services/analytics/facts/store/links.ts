import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Platform } from '../../../../contracts/values.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import { boolean, json, statement, text, uuid } from '../../../../storage/statement.ts';
import { canonicalOf, type Canonical, type Edge } from '../domain/groups.ts';
import { linkFault, type LinkFault, type Side } from '../domain/link.ts';
import { regroup } from './regroup.ts';

const SIDES = statement(
  `SELECT id, jsonb_build_array(platform) AS platforms, currency, true AS "isExternal" FROM external_campaigns
   WHERE organization_id = $1 AND id = ANY($2::uuid[])
   UNION ALL
   SELECT campaign_id, platforms, currency, false FROM campaign_refs
   WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[])`,
  { id: uuid, platforms: json, currency: text, isExternal: boolean },
);
const GROUPS = statement(
  `SELECT campaign_id AS "campaignId", canonical_id AS "canonicalId" FROM campaign_members
   WHERE organization_id = $1 AND canonical_id IN (
     SELECT canonical_id FROM campaign_members WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[]))`,
  { campaignId: uuid, canonicalId: uuid },
);
const EDGES = statement(
  `SELECT campaign_id AS "campaignId", into_id AS "intoId" FROM campaign_links
   WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[]) AND split_at IS NULL`,
  { campaignId: uuid, intoId: uuid },
);
const IDS = statement(
  `SELECT id AS "campaignId", external_id AS "externalId" FROM external_campaigns
   WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND platform = ANY($3::text[]) AND external_id IS NOT NULL
   UNION ALL
   SELECT campaign_id, external_id FROM published_objects
   WHERE organization_id = $1 AND campaign_id = ANY($2::uuid[]) AND platform = ANY($3::text[]) AND level = 'campaign'`,
  { campaignId: uuid, externalId: text },
);
const INSERT = `
  INSERT INTO campaign_links (organization_id, id, campaign_id, into_id, reason, linked_by, linked_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const SPLIT = `
  UPDATE campaign_links SET split_by = $3, split_at = $4 WHERE organization_id = $1 AND id = $2 AND split_at IS NULL`;

export type NewLink = Edge & {
  organizationId: string;
  reason: 'platform-id' | 'person';
  actor: AuditEvent['actor'];
  at: Date;
};

/** The campaigns of the groups that these are in, and the links between them. */
async function readGroups(tx: Tx, organizationId: string, ids: readonly string[]) {
  const members = await tx.query(GROUPS, [organizationId, ids]);
  const campaigns = [...new Set([...ids, ...members.map(({ campaignId }) => campaignId)])];
  const before: Canonical = new Map(members.map((m) => [m.campaignId, m.canonicalId]));
  const edges: Edge[] = await tx.query(EDGES, [organizationId, campaigns]);
  return { campaigns, before, edges };
}

/** The platforms' ids of campaigns, by campaign. */
async function platformIds(
  tx: Tx,
  organizationId: string,
  campaigns: readonly string[],
  platforms: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.query(IDS, [organizationId, campaigns, platforms]);
  const byCampaign = Map.groupBy(rows, ({ campaignId }) => campaignId);
  return new Map([...byCampaign].map(([id, own]) => [id, own.map(({ externalId }) => externalId)]));
}

/** The two campaigns of a link; one that the organisation does not have is left out. */
export async function readSides(
  tx: Pick<Tx, 'query'>,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, Side>> {
  const rows = await tx.query(SIDES, [organizationId, ids]);
  return new Map(rows.map((row) => [row.id, { ...row, platforms: z.array(Platform).parse(row.platforms) }]));
}

/**
 * Links a campaign into another and restates the figures of both, unless something stands against it, which is answered. The caller
 * holds the lock on the fact version, which is `version`.
 */
export async function addLink(
  tx: Tx,
  link: NewLink,
  sides: { campaign: Side; into: Side },
  version: number,
): Promise<{ id: string } | { fault: LinkFault }> {
  const { organizationId, campaignId, intoId, reason, actor, at } = link;
  const { campaigns, before, edges } = await readGroups(tx, organizationId, [campaignId, intoId]);
  const isLinked = edges.some((edge) => edge.campaignId === campaignId);
  const ids = await platformIds(tx, organizationId, campaigns, sides.campaign.platforms);
  const fault = linkFault(sides.campaign, sides.into, { isLinked, canonical: before, ids });
  if (fault) return { fault };
  const id = uuidv7();
  const by = actor.kind === 'user' ? actor.id : null;
  await tx.execute(INSERT, [organizationId, id, campaignId, intoId, reason, by, at]);
  const after = canonicalOf([...edges, { campaignId, intoId }]);
  await regroup(tx, organizationId, { campaigns, before, after }, version);
  await audit(tx, {
    organizationId,
    actor,
    action: reason === 'person' ? 'campaign.linked' : 'campaign.linked_by_id',
    subject: { kind: 'campaign', id: campaignId },
    detail: { linkId: id, intoId },
  });
  return { id };
}

export type Split = Edge & { organizationId: string; id: string; actor: AuditEvent['actor']; at: Date };

/** Takes a living link back and restates the figures of both campaigns. The caller holds the lock on the fact version. */
export async function removeLink(tx: Tx, split: Split, version: number): Promise<void> {
  const { organizationId, id, campaignId, intoId, actor, at } = split;
  const { campaigns, before, edges } = await readGroups(tx, organizationId, [campaignId, intoId]);
  await tx.execute(SPLIT, [organizationId, id, actor.kind === 'user' ? actor.id : null, at]);
  const after = canonicalOf(edges.filter((edge) => edge.campaignId !== campaignId));
  await regroup(tx, organizationId, { campaigns, before, after }, version);
  await audit(tx, {
    organizationId,
    actor,
    action: 'campaign.unlinked',
    subject: { kind: 'campaign', id: campaignId },
    detail: { linkId: id, intoId },
  });
}

import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Query } from '../../../../storage/database.ts';
import type { CampaignContent } from '../domain/content.ts';
import type { Kept } from '../domain/versions.ts';
import { toCampaign, toKept, type CampaignRow, type KeptRow } from './campaign-rows.ts';

const GET = 'SELECT document, structure FROM campaigns WHERE organization_id = $1 AND id = $2';

const KEPT = `SELECT document, structure, hash, revision,
    EXISTS (SELECT 1 FROM operations o WHERE o.organization_id = $1 AND o.campaign_id = $2
            AND o.status IN ('pending', 'running')) AS busy
  FROM campaigns WHERE organization_id = $1 AND id = $2`;

/** One campaign. @throws AppError CAMPAIGN_NOT_FOUND */
export async function getCampaign(query: Query, organizationId: string, id: string): Promise<Campaign> {
  const [row] = await query<CampaignRow>(GET, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return toCampaign(row);
}

/** The campaign's JSON text is its two columns, joined as text: nothing is parsed on the way to the client. */
const READ = `
  SELECT left(document::text, -1) || ',"structure":' || coalesce(structure::text, 'null') || '}' AS text,
    version, document->>'updatedAt' AS "updatedAt"
  FROM campaigns WHERE organization_id = $1 AND id = $2`;

export type CampaignText = { text: string; version: number; updatedAt: string };

/** One campaign as JSON text. @throws AppError CAMPAIGN_NOT_FOUND */
export async function readCampaign(query: Query, organizationId: string, id: string): Promise<CampaignText> {
  const [row] = await query<CampaignText>(READ, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return row;
}

/** One campaign with what a change of it must know. @throws AppError CAMPAIGN_NOT_FOUND */
export async function keptCampaign(query: Query, organizationId: string, id: string): Promise<Kept> {
  const [row] = await query<KeptRow>(KEPT, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return toKept(row);
}

/** The same, and nobody else changes it until the transaction ends. @throws AppError CAMPAIGN_NOT_FOUND */
export async function lockCampaign(query: Query, organizationId: string, id: string): Promise<Kept> {
  const [row] = await query<KeptRow>(`${KEPT} FOR UPDATE`, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return toKept(row);
}

/** Those of `ids` that are campaigns of the organisation. */
export async function campaignsById(
  query: Query,
  organizationId: string,
  ids: readonly string[],
): Promise<Omit<Campaign, 'structure'>[]> {
  const rows = await query<CampaignRow>(
    'SELECT document FROM campaigns WHERE organization_id = $1 AND id = ANY($2::uuid[])',
    [organizationId, ids],
  );
  return rows.map((row) => row.document);
}

/** What a version says; null when there is no such version. */
export async function versionContent(
  query: Query,
  organizationId: string,
  id: string,
  version: number,
): Promise<CampaignContent | null> {
  const [row] = await query<{ content: CampaignContent }>(
    'SELECT content FROM campaign_versions WHERE organization_id = $1 AND campaign_id = $2 AND version = $3',
    [organizationId, id, version],
  );
  return row?.content ?? null;
}

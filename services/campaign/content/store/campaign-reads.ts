import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Query } from '../../../../storage/database.ts';
import { integer, json, statement } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import type { CampaignContent } from '../domain/content.ts';
import type { StoredCampaign } from '../domain/versions.ts';
import { CAMPAIGN, STORED_CAMPAIGN, toCampaign, toStoredCampaign } from './campaign-rows.ts';

const GET = statement(
  'SELECT document, structure, shape FROM campaigns WHERE organization_id = $1 AND id = $2',
  CAMPAIGN,
);

const STORED_TEXT = `SELECT document, structure, shape, hash, revision,
    EXISTS (SELECT 1 FROM operations o WHERE o.organization_id = $1 AND o.campaign_id = $2
            AND o.status IN ('pending', 'running')) AS busy
  FROM campaigns WHERE organization_id = $1 AND id = $2`;
const STORED = statement(STORED_TEXT, STORED_CAMPAIGN);
const LOCK = statement(`${STORED_TEXT} FOR UPDATE`, STORED_CAMPAIGN);

/** The structure is left out where today's shape allows it: an older row may need it to become one of today's. */
const BY_IDS = statement(
  `SELECT document, CASE WHEN shape <> $3::int THEN structure END AS structure, shape
   FROM campaigns WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
  CAMPAIGN,
);

const VERSION = statement(
  'SELECT content, shape FROM campaign_versions WHERE organization_id = $1 AND campaign_id = $2 AND version = $3',
  { content: json, shape: integer },
);

/** One campaign. @throws AppError CAMPAIGN_NOT_FOUND */
export async function getCampaign(query: Query, organizationId: string, id: string): Promise<Campaign> {
  const [row] = await query(GET, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return toCampaign(row);
}

/** One campaign with what a change of it must know. @throws AppError CAMPAIGN_NOT_FOUND */
export async function getStoredCampaign(
  query: Query,
  organizationId: string,
  id: string,
): Promise<StoredCampaign> {
  const [row] = await query(STORED, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return toStoredCampaign(row);
}

/** The same, and nobody else changes it until the transaction ends. @throws AppError CAMPAIGN_NOT_FOUND */
export async function lockCampaign(
  query: Query,
  organizationId: string,
  id: string,
): Promise<StoredCampaign> {
  const [row] = await query(LOCK, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return toStoredCampaign(row);
}

/** Those of `ids` that are campaigns of the organisation, without their structures. */
export async function campaignsById(
  query: Query,
  organizationId: string,
  ids: readonly string[],
): Promise<Omit<Campaign, 'structure'>[]> {
  const rows = await query(BY_IDS, [organizationId, ids, shapes.campaign.number]);
  return rows.map(toCampaign);
}

/** The content of a version; null when there is no such version. */
export async function versionContent(
  query: Query,
  organizationId: string,
  id: string,
  version: number,
): Promise<CampaignContent | null> {
  const [row] = await query(VERSION, [organizationId, id, version]);
  return row ? shapes.version.read(row.content, row.shape) : null;
}

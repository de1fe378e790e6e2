import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { auditInsert, auditValues } from '../../../../storage/audit.ts';
import type { Query } from '../../../../storage/database.ts';
import { onceInsert, onceValues, type KeyedRequest } from '../../../../storage/idempotency.ts';
import { shapes } from '../../shapes.ts';
import { contentHash, contentOf } from '../domain/content.ts';
import type { Kept } from '../domain/versions.ts';
import { columnsOf } from './campaign-rows.ts';

/** Who changed a campaign, what is said of it in the audit trail, and who answers for a new version. */
export type ChangeEvent = {
  actor: { kind: 'user' | 'service'; id: string };
  /** A past fact: `campaign.approved`. */
  action: string;
  userId: string;
  detail?: object;
};

const CAMPAIGN_COLUMNS = `organization_id, id, status, objective, platforms, name, name_key, version, document, structure,
  hash`;
const VERSION = `INSERT INTO campaign_versions
  (organization_id, campaign_id, version, hash, content, created_by, created_at)`;

/** Campaign, version, audit row and, with a key, the kept answer: one statement, one round trip, all or nothing. */
const create = (claim: string) => `
  WITH claim AS (${claim}),
  made AS (
    INSERT INTO campaigns (${CAMPAIGN_COLUMNS})
    SELECT $1, $2::uuid, $3, $4, $5::text[], $6, lower($6), $7::int, $8::json, $9::json, $10 FROM claim RETURNING id),
  versioned AS (
    ${VERSION} SELECT $1, id, $7::int, $10, $11::json, $12::uuid, $13::timestamptz FROM made),
  noted AS (${auditInsert(14)} FROM made)
  SELECT id FROM made`;

const CREATE = create('SELECT 1');
const CREATE_ONCE = create(onceInsert(21));

/** Keeps a new campaign. False when another request holds the key: then nothing was written. */
export async function insertCampaign(
  query: Query,
  organizationId: string,
  campaign: Campaign,
  event: ChangeEvent,
  request?: KeyedRequest,
): Promise<boolean> {
  const values = [
    organizationId,
    campaign.id,
    ...columnsOf(campaign),
    contentHash(campaign),
    JSON.stringify(contentOf(campaign)),
    event.userId,
    campaign.createdAt,
    ...auditValues({ ...event, subject: subjectOf(campaign), detail: { version: 1, writes: 1 } }),
  ];
  if (!request) return (await query(CREATE, values)).length === 1;
  const keyed = [...values, ...onceValues(request, shapes.campaign, campaign)];
  return (await query(CREATE_ONCE, keyed)).length === 1;
}

const SAVE = `
  WITH saved AS (
    UPDATE campaigns SET status = $3, objective = $4, platforms = $5, name = $6, name_key = lower($6), version = $7,
      document = $8, structure = $9, hash = $10, revision = revision + 1
    WHERE organization_id = $1 AND id = $2 AND revision = $11 RETURNING id),
  versioned AS (
    ${VERSION} SELECT $1, id, $7::int, $10, $12::json, $13::uuid, $14::timestamptz FROM saved WHERE $12::json IS NOT NULL),
  noted AS (${auditInsert(15)} FROM saved)
  SELECT id FROM saved`;

/**
 * Keeps a changed campaign, its new version if it has one, and the audit row, in one statement. False when somebody else
 * changed it since `before` was read: then nothing was written.
 */
export async function updateCampaign(
  query: Query,
  organizationId: string,
  before: Kept,
  after: Campaign,
  event: ChangeEvent,
): Promise<boolean> {
  const writes = after.version === before.campaign.version ? null : after.version;
  const rows = await query(SAVE, [
    organizationId,
    after.id,
    ...columnsOf(after),
    writes === null ? before.hash : contentHash(after),
    before.revision,
    writes === null ? null : JSON.stringify(contentOf(after)),
    event.userId,
    after.updatedAt,
    ...auditValues({
      ...event,
      subject: subjectOf(after),
      detail: { version: after.version, writes, ...stateOf(before.campaign, after), ...event.detail },
    }),
  ]);
  return rows.length === 1;
}

const subjectOf = ({ id }: Campaign) => ({ kind: 'campaign', id });

/** What changed in a campaign's life, for its history. */
function stateOf(before: Campaign, after: Campaign): { status?: [string, string] } {
  return before.status === after.status ? {} : { status: [before.status, after.status] };
}

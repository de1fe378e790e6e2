import { v7 as uuidv7 } from 'uuid';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Query } from '../../../../storage/database.ts';
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

/** What a create with an Idempotency-Key remembers. */
export type Claim = { userId: string; key: string; fingerprint: string };

const CAMPAIGN_COLUMNS = `organization_id, id, status, objective, platforms, name, name_key, version, document, structure,
  hash`;
const AUDIT = `INSERT INTO audit_events
  (organization_id, id, actor_kind, actor_id, action, subject_kind, subject_id, detail)`;
const VERSION = `INSERT INTO campaign_versions
  (organization_id, campaign_id, version, hash, content, created_by, created_at)`;

/** Campaign, version, audit row and, with a key, the stored answer: one statement, one round trip, all or nothing. */
const create = (claim: string, given: string) => `
  WITH claim AS (${claim}),
  made AS (
    INSERT INTO campaigns (${CAMPAIGN_COLUMNS})
    SELECT $1, $2::uuid, $3, $4, $5::text[], $6, lower($6), $7::int, $8::json, $9::json, $10 FROM claim RETURNING id),
  versioned AS (
    ${VERSION} SELECT $1, id, $7::int, $10, $11::json, $12::uuid, $13::timestamptz FROM made),
  noted AS (
    ${AUDIT} SELECT $1, $14::uuid, $15, $16, 'campaign.created', 'campaign', id, $17::jsonb FROM made)
  SELECT id ${given} FROM made`;

const CREATE = create('SELECT 1', '');
const CREATE_ONCE = create(
  `INSERT INTO idempotency_keys AS k (organization_id, user_id, action, key, fingerprint, answer)
   VALUES ($1, $18, 'campaign.create', $19, $20, $21)
   ON CONFLICT (organization_id, user_id, action, key)
   DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = now()
   WHERE k.created_at <= now() - interval '24 hours' RETURNING 1`,
  '',
);

/** Keeps a new campaign. False when another request holds the claim: then nothing was written. */
export async function insertCampaign(
  query: Query,
  organizationId: string,
  campaign: Campaign,
  event: ChangeEvent,
  claim?: Claim,
): Promise<boolean> {
  const values = [
    organizationId,
    campaign.id,
    ...columnsOf(campaign),
    contentHash(campaign),
    JSON.stringify(contentOf(campaign)),
    event.userId,
    campaign.createdAt,
    uuidv7(),
    event.actor.kind,
    event.actor.id,
    JSON.stringify({ version: 1, writes: 1 }),
  ];
  if (!claim) return (await query(CREATE, values)).length === 1;
  const claimed = [...values, claim.userId, claim.key, claim.fingerprint, JSON.stringify(campaign)];
  return (await query(CREATE_ONCE, claimed)).length === 1;
}

const SAVE = `
  WITH saved AS (
    UPDATE campaigns SET status = $3, objective = $4, platforms = $5, name = $6, name_key = lower($6), version = $7,
      document = $8, structure = $9, hash = $10, revision = revision + 1
    WHERE organization_id = $1 AND id = $2 AND revision = $11 RETURNING id),
  versioned AS (
    ${VERSION} SELECT $1, id, $7::int, $10, $12::json, $13::uuid, $14::timestamptz FROM saved WHERE $12::json IS NOT NULL),
  noted AS (
    ${AUDIT} SELECT $1, $15::uuid, $16, $17, $18, 'campaign', id, $19::jsonb FROM saved)
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
    uuidv7(),
    event.actor.kind,
    event.actor.id,
    event.action,
    JSON.stringify({ version: after.version, writes, ...stateOf(before.campaign, after), ...event.detail }),
  ]);
  return rows.length === 1;
}

/** What changed in a campaign's life, for its history. */
function stateOf(before: Campaign, after: Campaign): { status?: [string, string] } {
  return before.status === after.status ? {} : { status: [before.status, after.status] };
}

import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { auditInsert, auditValues } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import { onceInsert, onceValues, type KeyedRequest } from '../../../../storage/idempotency.ts';
import { shapes } from '../../shapes.ts';
import { contentHash, contentOf } from '../domain/content.ts';
import type { StoredCampaign } from '../domain/versions.ts';
import { campaignValues } from './campaign-rows.ts';

/** Who changed a campaign, and what the audit trail says of it. */
export type ChangeEvent = {
  actor: { kind: 'user' | 'service'; id: string };
  /** A past fact: `campaign.approved`. */
  action: string;
  /** The person who answers for a new version. */
  userId: string;
  detail?: object;
};

/** A campaign as it was read, as it shall be, and why. */
export type CampaignChange = { before: StoredCampaign; after: Campaign; event: ChangeEvent };

const VERSION = `INSERT INTO campaign_versions
  (organization_id, campaign_id, version, hash, content, created_by, created_at, shape)`;

/** Campaign, version, audit row and, with a key, the stored answer: one statement, one round trip, all or nothing. */
const create = (key: string) => `
  WITH idempotency_key AS (${key}),
  campaign AS (
    INSERT INTO campaigns (organization_id, id, status, objective, platforms, name, name_key, version, document,
      structure, shape, hash)
    SELECT $1, $2::uuid, $3, $4, $5::text[], $6, lower($6), $7::int, $8::json, $9::json, $10::int, $11
    FROM idempotency_key RETURNING id),
  campaign_version AS (
    ${VERSION} SELECT $1, id, $7::int, $11, $12::json, $13::uuid, $14::timestamptz, $15::int FROM campaign),
  audit_event AS (${auditInsert(16)} FROM campaign)
  SELECT id FROM campaign`;

const CREATE = create('SELECT 1');
const CREATE_ONCE = create(onceInsert(23));

/** Saves a new campaign. False when another request holds the key: then nothing was written. */
export async function insertCampaign(
  { execute }: Pick<Tx, 'execute'>,
  organizationId: string,
  campaign: Campaign,
  event: ChangeEvent,
  request?: KeyedRequest,
): Promise<boolean> {
  const values = [
    organizationId,
    campaign.id,
    ...campaignValues(campaign),
    contentHash(campaign),
    shapes.version.write(contentOf(campaign)),
    event.userId,
    campaign.createdAt,
    shapes.version.number,
    ...auditValues({
      ...event,
      subject: subjectOf(campaign),
      detail: { version: 1, writes: 1, ...onBehalfOf(event) },
    }),
  ];
  if (!request) return (await execute(CREATE, values)) === 1;
  return (await execute(CREATE_ONCE, [...values, ...onceValues(request, shapes.campaign, campaign)])) === 1;
}

const SAVE = `
  WITH campaign AS (
    UPDATE campaigns SET status = $3, objective = $4, platforms = $5, name = $6, name_key = lower($6), version = $7,
      document = $8, structure = $9, shape = $10, hash = $11, revision = revision + 1
    WHERE organization_id = $1 AND id = $2 AND revision = $12 RETURNING id),
  campaign_version AS (
    ${VERSION} SELECT $1, id, $7::int, $11, $13::json, $14::uuid, $15::timestamptz, $16::int
    FROM campaign WHERE $13::json IS NOT NULL),
  audit_event AS (${auditInsert(17)} FROM campaign)
  SELECT id FROM campaign`;

/**
 * Saves a changed campaign, its new version if it has one, and the audit row, in one statement. False when somebody else
 * changed it since `before` was read: then nothing was written.
 * @throws AppError DEPENDENCY_UNAVAILABLE when a newer release saved it
 */
export async function updateCampaign(
  { execute }: Pick<Tx, 'execute'>,
  organizationId: string,
  { before, after, event }: CampaignChange,
): Promise<boolean> {
  shapes.campaign.requireWritable(before.shape);
  const newVersion = after.version === before.campaign.version ? null : after.version;
  const changed = await execute(SAVE, [
    organizationId,
    after.id,
    ...campaignValues(after),
    newVersion === null ? before.hash : contentHash(after),
    before.revision,
    newVersion === null ? null : shapes.version.write(contentOf(after)),
    event.userId,
    after.updatedAt,
    shapes.version.number,
    ...auditValues({
      ...event,
      subject: subjectOf(after),
      detail: {
        version: after.version,
        writes: newVersion,
        ...statusChange(before.campaign, after),
        ...onBehalfOf(event),
        ...event.detail,
      },
    }),
  ]);
  return changed === 1;
}

const subjectOf = ({ id }: Campaign) => ({ kind: 'campaign', id });

/** The person behind what a service or an API key did, for the campaign's history. */
export function onBehalfOf({ actor, userId }: ChangeEvent): { onBehalfOf?: string } {
  return actor.kind === 'service' ? { onBehalfOf: userId } : {};
}

/** The status before and after, where it changed, for the campaign's history. */
function statusChange(before: Campaign, after: Campaign): { status?: [string, string] } {
  return before.status === after.status ? {} : { status: [before.status, after.status] };
}

import type { PolicyRefusal } from '../../../../contracts/platforms/policy.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Execute, Query, Tx } from '../../../../storage/database.ts';
import {
  boolean,
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import type { Op } from '../domain/op.ts';
import type { Refusal } from '../domain/policy.ts';

/** A refusal as it is kept, with what was decided. */
export type KeptRefusal = Omit<PolicyRefusal, 'object' | 'policy'> & Omit<Refusal, 'id' | 'exemptible'>;

/** Another refusal of the same object by the same policy: an exemption that was asked for was not given, and it is decided anew. */
const SAVE = `
  INSERT INTO policy_refusals (organization_id, id, campaign_id, platform, version, object_key, object_kind, object_name,
    object_path, ad_group, policy, description, topic, policy_name, violating_text, exemptible, operation_id, refused_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  ON CONFLICT (organization_id, id) DO UPDATE SET exemptible = EXCLUDED.exemptible, operation_id = EXCLUDED.operation_id,
    refused_at = EXCLUDED.refused_at, description = EXCLUDED.description, decision = NULL, decided_by = NULL, decided_at = NULL`;

/** Keeps what a platform refused of the version that a step brings. */
export async function saveRefusals(
  execute: Execute,
  { organizationId, campaignId, platform, operationId, desired }: Op,
  refusals: readonly Refusal[],
  now: Date,
): Promise<void> {
  for (const { id, key, ...refusal } of refusals)
    await execute(SAVE, [
      organizationId,
      id,
      campaignId,
      platform,
      desired?.version,
      refusal.objectKey,
      refusal.objectKind,
      refusal.objectName,
      refusal.objectPath,
      refusal.adGroup,
      refusal.policy,
      refusal.description,
      key.kind === 'topic' ? key.topic : null,
      key.kind === 'violation' ? key.policyName : null,
      key.kind === 'violation' ? key.violatingText : null,
      refusal.exemptible,
      operationId,
      now,
    ]);
}

/**
 * What was refused of a version; and what people left out of an earlier one and is not refused of a later one: whoever
 * decided is not asked again while the object is the same (its key says what it is).
 */
const READ = statement(
  `SELECT id, platform, version, object_key AS "objectKey", object_kind AS "objectKind", object_name AS "objectName",
     object_path AS "objectPath", ad_group AS "adGroup", policy, description, topic, policy_name AS "policyName",
     violating_text AS "violatingText", exemptible, operation_id AS "operationId", refused_at AS "refusedAt", decision,
     decided_by AS "decidedBy", decided_at AS "decidedAt"
   FROM policy_refusals r WHERE organization_id = $1 AND campaign_id = $2 AND (version = $3
     OR (version < $3 AND decision = 'drop' AND NOT EXISTS (SELECT 1 FROM policy_refusals n
         WHERE n.organization_id = $1 AND n.campaign_id = $2 AND n.platform = r.platform AND n.object_key = r.object_key
           AND n.version > r.version AND n.version <= $3)))
   ORDER BY platform, object_path, id`,
  {
    id: text,
    platform: oneOf(PLATFORMS),
    version: integer,
    objectKey: text,
    objectKind: text,
    objectName: text,
    objectPath: text,
    adGroup: nullable(text),
    policy: text,
    description: text,
    topic: nullable(text),
    policyName: nullable(text),
    violatingText: nullable(text),
    exemptible: boolean,
    operationId: uuid,
    refusedAt: instant,
    decision: nullable(oneOf(['exempt', 'drop'])),
    decidedBy: nullable(uuid),
    decidedAt: nullable(instant),
  },
);

/** What was refused of a version of a campaign, or left out before and still is, in the order in which it stands there. */
export async function readRefusals(
  query: Query,
  organizationId: string,
  campaignId: string,
  version: number,
): Promise<KeptRefusal[]> {
  const rows = await query(READ, [organizationId, campaignId, version]);
  return rows.map(
    ({ topic, policyName, violatingText, decision, decidedBy, decidedAt, refusedAt, ...row }) => ({
      ...row,
      key:
        topic === null
          ? { kind: 'violation', policyName: policyName ?? '', violatingText: violatingText ?? '' }
          : { kind: 'topic', topic },
      refusedAt: refusedAt.toISOString(),
      decision:
        decision === null || decidedBy === null || decidedAt === null
          ? null
          : { what: decision, by: decidedBy, at: decidedAt.toISOString() },
    }),
  );
}

const DECIDE = `
  UPDATE policy_refusals SET decision = $5, decided_by = $6, decided_at = now()
  WHERE organization_id = $1 AND campaign_id = $2 AND version <= $3 AND id = ANY ($4::text[])
    AND decision IS DISTINCT FROM $5`;

/** Keeps what a person decided about refusals, and says so in the trail; the same again changes nothing. */
export async function decideRefusals(
  tx: Tx,
  decided: {
    organizationId: string;
    campaignId: string;
    version: number;
    ids: readonly string[];
    decision: 'exempt' | 'drop';
    by: string;
    actor: AuditEvent['actor'];
  },
): Promise<void> {
  const { organizationId, campaignId, version, ids, decision, by, actor } = decided;
  if ((await tx.execute(DECIDE, [organizationId, campaignId, version, ids, decision, by])) === 0) return;
  const action = decision === 'exempt' ? 'policy.exempted' : 'policy.dropped';
  await audit(tx, {
    organizationId,
    actor,
    action,
    subject: { kind: 'campaign', id: campaignId },
    detail: { version, refusals: ids, by },
  });
}

/** The keys of the objects that a version is published without on a platform. */
export const droppedKeys = (refusals: readonly KeptRefusal[], platform: Platform): ReadonlySet<string> =>
  new Set(
    refusals
      .filter((one) => one.platform === platform && one.decision?.what === 'drop')
      .map(({ objectKey }) => objectKey),
  );

/** What is asked an exemption for on a platform, by the key of the object. */
export function exemptionsOf(
  refusals: readonly KeptRefusal[],
  platform: Platform,
): ReadonlyMap<string, readonly Refusal['key'][]> {
  const asked = refusals.filter((one) => one.platform === platform && one.decision?.what === 'exempt');
  const byObject = Map.groupBy(asked, ({ objectKey }) => objectKey);
  return new Map([...byObject].map(([key, own]) => [key, own.map((one) => one.key)]));
}

import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import { nullable, oneOf, statement, uuid } from '../../../../storage/statement.ts';
import { onBehalfOf } from '../domain/op.ts';
import { SUPERSEDED } from '../domain/protocol.ts';

/** Steps that wait: not begun, or given back to the queue until later. Whoever holds a row is at work on it and is let be. */
const WAITING = `state = 'pending' OR (state = 'running' AND not_before > $3)`;

const END_WAITING = statement(
  `UPDATE ops SET state = 'failed', step = 'ended', error_code = $4, error_message = $5, not_before = NULL,
     attempt = attempt + 1, updated_at = $3, finished_at = $3
   WHERE organization_id = $1 AND id IN (
     SELECT earlier.id FROM ops earlier
       JOIN ops mine ON mine.organization_id = $1 AND mine.id = $2 AND mine.publication_id = earlier.publication_id
     WHERE earlier.organization_id = $1 AND earlier.intent_seq < mine.intent_seq
       AND earlier.kind IN ('publish', 'update', 'resume')
       AND (earlier.state = 'pending' OR (earlier.state = 'running' AND earlier.not_before > $3))
     FOR UPDATE OF earlier SKIP LOCKED)
     AND (${WAITING})
   RETURNING operation_id AS "operationId", campaign_id AS "campaignId", kind, platform, ad_account_id AS "adAccountId",
     requested_by AS "requestedBy"`,
  {
    operationId: uuid,
    campaignId: uuid,
    kind: oneOf(SUBMISSION_KINDS),
    platform: oneOf(PLATFORMS),
    adAccountId: uuid,
    requestedBy: nullable(uuid),
  },
);

/**
 * Ends the steps that wait on the publication of a pause or removal: also one that a platform's limit has put off for
 * hours. A step that is at work ends by itself, at its next attempt or when it asks to activate (`intendActivation`). What a
 * step was in doubt about stays recorded.
 */
export async function endSuperseded(
  tx: Tx,
  { organizationId, opId, now }: { organizationId: string; opId: string; now: Date },
): Promise<void> {
  const { code, message } = SUPERSEDED;
  for (const ended of await tx.query(END_WAITING, [organizationId, opId, now, code, message])) {
    const { campaignId, requestedBy, ...step } = ended;
    await audit(tx, {
      organizationId,
      actor: { kind: 'service', id: 'platforms' },
      action: 'submission.failed',
      subject: { kind: 'campaign', id: campaignId },
      detail: { ...step, error: SUPERSEDED, ...onBehalfOf(requestedBy) },
    });
  }
}

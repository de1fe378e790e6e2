import { v7 as uuidv7 } from 'uuid';
import type { DesiredCampaign, SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { MINUTE_MS } from '../../../../lib/time.ts';
import { markerOf } from '../domain/op.ts';
import type { Submitted } from '../domain/progress.ts';
import { enqueueApply } from './apply-queue.ts';
import { readObjects } from './objects.ts';
import { OP_COLUMNS, opOf, type OpRow } from './op-rows.ts';

export type Submission = {
  organizationId: string;
  operationId: string;
  campaignId: string;
  kind: SubmissionKind;
  targets: readonly { platform: Platform; adAccountId: string; desired: DesiredCampaign | null }[];
  requestedBy: string | null;
  now: Date;
};

/** Steps that were asked for. */
export type SubmissionStore = {
  /** Writes ledger rows and jobs in one transaction; the same again changes nothing. @throws AppError AD_ACCOUNT_NOT_FOUND */
  submit(submission: Submission): Promise<void>;
  read(organizationId: string, operationId: string, kind: SubmissionKind): Promise<Submitted[]>;
};

/** The store of submissions of one service. */
export function submissionStore(database: Database, jobs: Jobs): SubmissionStore {
  return {
    submit: (submission) =>
      database.transaction(async (tx) => {
        const inOneOrder = submission.targets.toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
        for (const target of inOneOrder) await submitTarget(tx, jobs, submission, target);
      }),
    async read(organizationId, operationId, kind) {
      const rows = await database.query<OpRow>(
        `SELECT ${OP_COLUMNS} FROM ops WHERE organization_id = $1 AND operation_id = $2 AND kind = $3
         ORDER BY platform`,
        [organizationId, operationId, kind],
      );
      return Promise.all(
        rows.map(async (row) => {
          const op = opOf(row);
          return { op, objects: op.publicationId === null ? [] : await readObjects(database.query, op) };
        }),
      );
    },
  };
}

async function submitTarget(
  tx: Tx,
  jobs: Jobs,
  submission: Submission,
  { platform, adAccountId, desired }: Submission['targets'][number],
): Promise<void> {
  const { organizationId, operationId, campaignId, kind, requestedBy, now } = submission;
  await requireAccount(tx, organizationId, adAccountId, platform);
  const id = uuidv7();
  const inserted = await tx.query(
    `INSERT INTO ops (organization_id, id, operation_id, kind, platform, ad_account_id, campaign_id, desired,
       requested_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
     ON CONFLICT (organization_id, operation_id, kind, platform) DO NOTHING RETURNING id`,
    [
      organizationId,
      id,
      operationId,
      kind,
      platform,
      adAccountId,
      campaignId,
      desired && JSON.stringify(desired),
      requestedBy,
      now,
    ],
  );
  if (inserted.length === 0) return reviveStuck(tx, jobs, submission, platform);
  if (kind === 'publish') await openPublication(tx, submission, adAccountId);
  await joinPublication(tx, organizationId, id, campaignId, adAccountId);
  await enqueueApply(tx, jobs, { organizationId, opId: id, adAccountId, platform });
}

/** How long a step may be silent beyond its own waiting before another job is made for it. */
const SILENT_MS = 30 * MINUTE_MS;

/** A step whose job died with its database gets another one when it is submitted again; two jobs do no harm. */
async function reviveStuck(tx: Tx, jobs: Jobs, submission: Submission, platform: Platform): Promise<void> {
  const { organizationId, operationId, kind, now } = submission;
  const silentSince = new Date(now.getTime() - SILENT_MS);
  const [stuck] = await tx.query<{ opId: string; adAccountId: string }>(
    `UPDATE ops SET updated_at = $5
     WHERE organization_id = $1 AND operation_id = $2 AND kind = $3 AND platform = $4
       AND state IN ('pending', 'running') AND GREATEST(updated_at, not_before) < $6
     RETURNING id AS "opId", ad_account_id AS "adAccountId"`,
    [organizationId, operationId, kind, platform, now, silentSince],
  );
  if (stuck) await enqueueApply(tx, jobs, { organizationId, platform, ...stuck });
}

async function requireAccount(tx: Tx, organizationId: string, id: string, platform: Platform): Promise<void> {
  const found = await tx.query(
    `SELECT id FROM ad_accounts WHERE organization_id = $1 AND id = $2 AND platform = $3 AND status <> 'disconnected'
     FOR SHARE`,
    [organizationId, id, platform],
  );
  if (found.length === 0) throw new AppError('AD_ACCOUNT_NOT_FOUND');
}

/** The first publish operation gives the marker; a later one joins what is there. */
async function openPublication(
  tx: Tx,
  { organizationId, operationId, campaignId }: Submission,
  adAccountId: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO publications (organization_id, id, campaign_id, ad_account_id, marker) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organization_id, campaign_id, ad_account_id) WHERE state = 'living' DO NOTHING`,
    [organizationId, uuidv7(), campaignId, adAccountId, markerOf(operationId)],
  );
}

/** Gives the step its place in the order of its publication, when there is one. */
async function joinPublication(
  tx: Tx,
  organizationId: string,
  opId: string,
  campaignId: string,
  adAccountId: string,
): Promise<void> {
  await tx.query(
    `WITH joined AS (
       UPDATE publications SET intent_seq = intent_seq + 1
       WHERE organization_id = $1 AND campaign_id = $2 AND ad_account_id = $3 AND state = 'living'
       RETURNING id, marker, intent_seq)
     UPDATE ops SET publication_id = joined.id, marker = joined.marker, intent_seq = joined.intent_seq
     FROM joined WHERE ops.organization_id = $1 AND ops.id = $4`,
    [organizationId, campaignId, adAccountId, opId],
  );
}

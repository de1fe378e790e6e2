import { v7 as uuidv7 } from 'uuid';
import {
  SUBMISSION_KINDS,
  type DesiredCampaign,
  type SubmissionKind,
} from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import { MINUTE_MS } from '../../../../lib/time.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import {
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  texts,
  uuid,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { markerOf, OP_STATES } from '../domain/op.ts';
import type { SubmissionProgress } from '../domain/progress.ts';
import { enqueueApply, laneOf } from './apply-queue.ts';
import { limitStore } from './limit-store.ts';
import { hurrySteps } from './hurry.ts';
import { endSuperseded } from './supersede.ts';
import { readObjects } from './objects.ts';

/** One kind of work of an operation on the ad accounts of a campaign. */
export type Submission = {
  organizationId: string;
  operationId: string;
  campaignId: string;
  kind: SubmissionKind;
  /** Ids of differences that a person decided to have put back. */
  overwrite?: readonly string[] | undefined;
  targets: readonly { platform: Platform; adAccountId: string; desired: DesiredCampaign | null }[];
  /** The person who requested it. */
  requestedBy: string | null;
  now: Date;
};
type Target = Submission['targets'][number];

/** Saves submissions and reads their progress. */
export type SubmissionStore = {
  /**
   * Saves the steps and enqueues their jobs in one transaction; submitting the same again changes nothing. @throws
   * AppError AD_ACCOUNT_NOT_FOUND
   */
  submit(submission: Submission): Promise<void>;
  /** Ends the unfinished steps of an operation as soon as that is safe; none of them begins to serve any more. */
  cancel(organizationId: string, operationId: string, now: Date): Promise<void>;
  /** Has the unfinished steps of an operation tried now. */
  hurry(organizationId: string, operationId: string, now: Date): Promise<void>;
  /** What a step of an operation that was asked for brings to a platform; null when there is none. @throws ShapeBroken */
  desiredOf(organizationId: string, operationId: string, platform: Platform): Promise<DesiredCampaign | null>;
  /** One entry for each platform; empty when nothing was submitted. */
  read(organizationId: string, operationId: string, kind: SubmissionKind): Promise<SubmissionProgress[]>;
};

/** The store of submissions of one service. */
export function submissionStore(database: Database, jobs: Jobs): SubmissionStore {
  const limits = limitStore(database, jobs);
  return {
    submit: (submission) =>
      database.transaction(async (tx) => {
        // always in the same order, so that two submissions cannot wait for each other's accounts
        const targets = submission.targets.toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
        for (const target of targets) await submitTarget(tx, jobs, submission, target);
      }),
    cancel: (organizationId, operationId, now) =>
      database.transaction((tx) =>
        hurrySteps(tx, jobs, limits, 'cancel', { organizationId, operationId, now }),
      ),
    hurry: (organizationId, operationId, now) =>
      database.transaction((tx) =>
        hurrySteps(tx, jobs, limits, 'hurry', { organizationId, operationId, now }),
      ),
    desiredOf: async (organizationId, operationId, platform) => {
      const [row] = await database.query(DESIRED, [organizationId, operationId, platform]);
      return row === undefined ? null : shapes.desired.read(row.desired, row.shape);
    },
    read: (organizationId, operationId, kind) =>
      readSubmission(database, [organizationId, operationId, kind], organizationId),
  };
}

const DESIRED = statement(
  `SELECT desired, shape FROM ops
   WHERE organization_id = $1 AND operation_id = $2 AND platform = $3 AND desired IS NOT NULL ORDER BY id DESC LIMIT 1`,
  { desired: json, shape: integer },
);

const READ = statement(
  `SELECT kind, platform, publication_id AS "publicationId", state, step, error_code AS "errorCode",
     error_message AS "errorMessage", not_before AS "notBefore", left_as_found AS "leftAsFound", left_shape AS "leftShape",
     drift_ways AS "driftWays"
   FROM ops WHERE organization_id = $1 AND operation_id = $2 AND kind = $3 ORDER BY platform`,
  {
    kind: oneOf(SUBMISSION_KINDS),
    platform: oneOf(PLATFORMS),
    publicationId: nullable(uuid),
    state: oneOf(OP_STATES),
    step: text,
    errorCode: nullable(text),
    errorMessage: nullable(text),
    notBefore: nullable(instant),
    leftAsFound: nullable(json),
    leftShape: nullable(integer),
    driftWays: nullable(texts),
  },
);

async function readSubmission(
  { query }: Database,
  values: readonly string[],
  organizationId: string,
): Promise<SubmissionProgress[]> {
  const rows = await query(READ, values);
  return Promise.all(
    rows.map(async ({ publicationId, errorCode, errorMessage, leftAsFound, leftShape, ...op }) => ({
      ...op,
      leftAsFound: leftShape === null ? null : shapes.leftAsFound.read(leftAsFound, leftShape),
      error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
      objects: publicationId === null ? [] : await readObjects(query, { organizationId, publicationId }),
    })),
  );
}

const INSERT = `
  INSERT INTO ops (organization_id, id, operation_id, kind, platform, ad_account_id, campaign_id, desired, shape,
    requested_by, created_at, updated_at, overwrite)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)
  ON CONFLICT (organization_id, operation_id, kind, platform) DO NOTHING`;

async function submitTarget(
  tx: Tx,
  jobs: Jobs,
  submission: Submission,
  { platform, adAccountId, desired }: Target,
): Promise<void> {
  const { organizationId, operationId, campaignId, kind, requestedBy, now, overwrite = [] } = submission;
  await requireAccount(tx, [organizationId, adAccountId, platform, campaignId, kind]);
  const id = uuidv7();
  const inserted = await tx.execute(INSERT, [
    organizationId,
    id,
    operationId,
    kind,
    platform,
    adAccountId,
    campaignId,
    desired && shapes.desired.write(desired),
    shapes.desired.number,
    requestedBy,
    now,
    overwrite,
  ]);
  if (inserted === 0) return enqueueAgain(tx, jobs, submission, platform);
  if (kind === 'publish')
    await tx.execute(OPEN_PUBLICATION, [
      organizationId,
      uuidv7(),
      campaignId,
      adAccountId,
      markerOf(operationId),
    ]);
  await tx.execute(JOIN_PUBLICATION, [organizationId, campaignId, adAccountId, id]);
  if (kind === 'pause' || kind === 'remove') await endSuperseded(tx, { organizationId, opId: id, now });
  await enqueueApply(tx, jobs, laneOf(kind), { organizationId, opId: id, adAccountId, platform });
}

/** A removal of what the ledger knows to be nowhere needs no connection. */
const ACCOUNT = statement(
  `SELECT id FROM ad_accounts WHERE organization_id = $1 AND id = $2 AND platform = $3 AND (status <> 'disconnected'
     OR $5 = 'remove' AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.organization_id = $1 AND p.campaign_id = $4
       AND p.ad_account_id = $2 AND p.state = 'living'))
   FOR SHARE`,
  { id: uuid },
);

async function requireAccount(tx: Tx, asked: readonly string[]): Promise<void> {
  const [account] = await tx.query(ACCOUNT, asked);
  if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
}

/** The first publish operation creates the publication with its marker; later ones use it. */
const OPEN_PUBLICATION = `
  INSERT INTO publications (organization_id, id, campaign_id, ad_account_id, marker) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (organization_id, campaign_id, ad_account_id) WHERE state = 'living' DO NOTHING`;

/** Gives the step its place in the order of its publication; without a publication nothing changes. */
const JOIN_PUBLICATION = `
  WITH joined AS (
    UPDATE publications SET intent_seq = intent_seq + 1
    WHERE organization_id = $1 AND campaign_id = $2 AND ad_account_id = $3 AND state = 'living'
    RETURNING id, marker, intent_seq)
  UPDATE ops SET publication_id = joined.id, marker = joined.marker, intent_seq = joined.intent_seq
  FROM joined WHERE ops.organization_id = $1 AND ops.id = $4`;

/** When a step has not moved for this long after the time it was due, its job is taken as lost. */
const SILENT_MS = 30 * MINUTE_MS;
/** The same for a pause, for which nobody waits half an hour. */
const SILENT_PAUSE_MS = 2 * MINUTE_MS;

const FIND_SILENT = statement(
  `UPDATE ops SET updated_at = $5
   WHERE organization_id = $1 AND operation_id = $2 AND kind = $3 AND platform = $4
     AND state IN ('pending', 'running') AND GREATEST(updated_at, not_before) < $6
   RETURNING id AS "opId", ad_account_id AS "adAccountId"`,
  { opId: uuid, adAccountId: uuid },
);

/**
 * Enqueues a new job for a step whose job was lost, for example with a restored database. Two jobs for one step do no
 * harm.
 */
async function enqueueAgain(tx: Tx, jobs: Jobs, submission: Submission, platform: Platform): Promise<void> {
  const { organizationId, operationId, kind, now } = submission;
  const silentSince = new Date(now.getTime() - (kind === 'pause' ? SILENT_PAUSE_MS : SILENT_MS));
  const values = [organizationId, operationId, kind, platform, now, silentSince];
  const [step] = await tx.query(FIND_SILENT, values);
  if (step) await enqueueApply(tx, jobs, laneOf(kind), { organizationId, platform, ...step });
}

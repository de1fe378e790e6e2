import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { enqueueApply } from './apply-queue.ts';
import type { LedgerObject, Op } from '../domain/op.ts';
import type { Neighbour, Outcome } from '../domain/protocol.ts';
import {
  mine,
  planObjects,
  readObjects,
  recordObject,
  StaleAttempt,
  type RecordedObject,
} from './objects.ts';
import { intendActivation, settlePublication } from './serving.ts';
import { OP_COLUMNS, opOf, type OpRow } from './op-rows.ts';

export type Publication = {
  /** What was last proved to be there. */
  verified: DesiredCampaign | null;
  /** What was last asked for, proved or not. */
  wanted: DesiredCampaign | null;
  neighbours: Neighbour[];
};
export type Mark = {
  step: string;
  doubt?: 'begin' | 'end';
  activation?: 'begin' | 'end';
  emptySearches?: number;
};

/**
 * What was done on the platforms. Every write after the claim names its attempt and throws StaleAttempt when that
 * attempt is over.
 */
export type LedgerStore = {
  /** The intent: raises the attempt. Null when the step has ended. */
  claim(organizationId: string, opId: string, now: Date): Promise<Op | null>;
  publication(op: Op): Promise<Publication>;
  objects(op: Op): Promise<LedgerObject[]>;
  /** Says what comes next, before it is done. */
  mark(op: Op, mark: Mark, now: Date): Promise<Op>;
  plan(op: Op, planned: readonly { key: string; kind: string }[], now: Date): Promise<void>;
  record(op: Op, object: RecordedObject, now: Date): Promise<void>;
  /** Marks an object as about to serve. @throws ActivationRefused when halted, or a pause was asked for later */
  intend(op: Op, key: string, now: Date): Promise<void>;
  /** Ends the attempt: final state and audit row, or the step's return to the queue. */
  end(tx: Tx, op: Op, outcome: Outcome, now: Date): Promise<void>;
};

/** The ledger of one service. */
export function ledgerStore(database: Database, jobs: Jobs): LedgerStore {
  return {
    async claim(organizationId, opId, now) {
      const [row] = await database.query<OpRow>(
        `UPDATE ops SET attempt = attempt + 1, setbacks = setbacks + 1, state = 'running', updated_at = $3
         WHERE organization_id = $1 AND id = $2 AND state IN ('pending', 'running') RETURNING ${OP_COLUMNS}`,
        [organizationId, opId, now],
      );
      return row ? opOf(row) : null;
    },
    publication: (op) => readPublication(database, op),
    objects: (op) => readObjects(database.query, op),
    mark: (op, mark, now) => markStep(database, op, mark, now),
    plan: (op, planned, now) => database.transaction((tx) => planObjects(tx.query, op, planned, now)),
    record: (op, object, now) => recordObject(database.query, op, object, now),
    intend: (op, key, now) => database.transaction((tx) => intendActivation(tx, op, key, now)),
    end: (tx, op, outcome, now) => endAttempt(tx, jobs, op, outcome, now),
  };
}

async function readPublication(database: Database, op: Op): Promise<Publication> {
  const ids = [op.organizationId, op.publicationId];
  const [row] = await database.query<Pick<Publication, 'verified' | 'wanted'>>(
    `SELECT p.verified, (SELECT o.desired FROM ops o
       WHERE o.organization_id = $1 AND o.publication_id = p.id AND o.desired IS NOT NULL
       ORDER BY o.intent_seq DESC LIMIT 1) AS wanted
     FROM publications p WHERE p.organization_id = $1 AND p.id = $2`,
    ids,
  );
  const neighbours = await database.query<Neighbour>(
    `SELECT kind, intent_seq AS "intentSeq", state, in_doubt_since AS "inDoubtSince",
       activation_doubt_since AS "activationDoubtSince" FROM ops
     WHERE organization_id = $1 AND publication_id = $2 AND id <> $3`,
    [...ids, op.id],
  );
  return { verified: row?.verified ?? null, wanted: row?.wanted ?? null, neighbours };
}

async function markStep(database: Database, op: Op, mark: Mark, now: Date): Promise<Op> {
  const [row] = await database.query<OpRow>(
    `UPDATE ops SET updated_at = $4, step = $5, empty_searches = COALESCE($6, empty_searches),
       in_doubt_since = CASE $7 WHEN 'begin' THEN $4::timestamptz WHEN 'end' THEN NULL ELSE in_doubt_since END,
       activation_doubt_since =
         CASE $8 WHEN 'begin' THEN $4::timestamptz WHEN 'end' THEN NULL ELSE activation_doubt_since END
     WHERE organization_id = $1 AND id = $2 AND attempt = $3 AND state = 'running' RETURNING ${OP_COLUMNS}`,
    [...mine(op, now), mark.step, mark.emptySearches ?? null, mark.doubt ?? null, mark.activation ?? null],
  );
  if (!row) throw new StaleAttempt(op);
  return opOf(row);
}

async function endAttempt(tx: Tx, jobs: Jobs, op: Op, outcome: Outcome, now: Date): Promise<void> {
  if (outcome.end === 'later') return giveBack(tx, jobs, op, outcome, now);
  const error = outcome.end === 'done' ? null : outcome.error;
  const rows = await tx.query(
    `UPDATE ops SET state = $5, step = $6, error_code = $7, error_message = $8, not_before = NULL,
       updated_at = $4, finished_at = $4
     WHERE organization_id = $1 AND id = $2 AND attempt = $3 AND state = 'running' RETURNING id`,
    [
      ...mine(op, now),
      outcome.end,
      outcome.end === 'done' ? 'done' : 'ended',
      error?.code ?? null,
      error?.message ?? null,
    ],
  );
  if (rows.length === 0) throw new StaleAttempt(op);
  await settlePublication(tx, op, outcome.end);
  await audit(tx, {
    organizationId: op.organizationId,
    actor: { kind: 'service', id: 'platforms' },
    action: `submission.${outcome.end}`,
    subject: { kind: 'campaign', id: op.campaignId },
    detail: {
      operationId: op.operationId,
      kind: op.kind,
      platform: op.platform,
      adAccountId: op.adAccountId,
      error,
    },
  });
}

async function giveBack(
  tx: Tx,
  jobs: Jobs,
  op: Op,
  outcome: Extract<Outcome, { end: 'later' }>,
  now: Date,
): Promise<void> {
  const notBefore = new Date(now.getTime() + outcome.delayMs);
  const rows = await tx.query(
    `UPDATE ops SET step = $5, not_before = $6, setbacks = setbacks - $7, updated_at = $4
     WHERE organization_id = $1 AND id = $2 AND attempt = $3 AND state = 'running' RETURNING id`,
    [...mine(op, now), outcome.step, notBefore, outcome.setback ? 0 : 1],
  );
  if (rows.length === 0) throw new StaleAttempt(op);
  const { organizationId, id: opId, adAccountId, platform } = op;
  await enqueueApply(tx, jobs, { organizationId, opId, adAccountId, platform }, outcome.delayMs);
}

import type { jobs as jobKinds, PayloadOf } from '../../../../contracts/jobs.ts';
import type { LeftAsFound } from '../../../../contracts/platforms/drift.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { instant, integer, nullable, statement, text } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { onBehalfOf, type LedgerObject, type Op } from '../domain/op.ts';
import type { Refusal } from '../domain/policy.ts';
import type { Outcome } from '../domain/protocol.ts';
import type { LookSoon } from '../../readings/store/reading-chain.ts';
import { enqueueApply, laneOf, type Lane } from './apply-queue.ts';
import { fenceValues, IS_RUNNING, StaleAttempt } from './fence.ts';
import { planObjects, readObjects, recordObject, type ObjectRecord } from './objects.ts';
import { readAccepted, readIgnored } from './drift-decisions.ts';
import { opOf, opStatement } from './op-rows.ts';
import { exemptionsOf, readRefusals, saveRefusals } from './policy.ts';
import type { WrittenField } from '../domain/written.ts';
import {
  readPublication,
  saveSeenBefore,
  saveWritten,
  settlePublication,
  type Publication,
} from './publications.ts';
import { intendActivation } from './serving.ts';

/** What a step does next, and whether a doubt begins or ends with it. */
export type Mark = {
  step: string;
  doubt?: 'begin' | 'end';
  activation?: 'begin' | 'end';
  /** Values were written to what exists already. */
  changed?: true;
  emptySearches?: number;
};
type ApplyPayload = PayloadOf<typeof jobKinds.apply>;

/**
 * The record of what was done on the platforms. Every write after the claim names its attempt and throws StaleAttempt
 * when that attempt may not write any more.
 */
export type LedgerStore = {
  /**
   * Begins a new attempt at a step. Null when the step has ended; `newer` when a newer release wrote the desired
   * campaign, which may hold fields that this release would leave out. @throws ShapeBroken
   */
  claim(organizationId: string, opId: string, now: Date): Promise<Op | 'newer' | null>;
  /** Returns a step that was not claimed to its queue. */
  defer(tx: Tx, lane: Lane, payload: ApplyPayload, delayMs: number): Promise<void>;
  publication(op: Op): Promise<Publication>;
  objects(op: Op): Promise<LedgerObject[]>;
  /** Ids of differences on the publication that are left alone. */
  ignored(op: Op): Promise<ReadonlySet<string>>;
  /** Ids of differences on the publication whose objects people have taken into a version. */
  accepted(op: Op): Promise<ReadonlySet<string>>;
  /** What people decided to ask exemptions for, of the version that the step brings, by the key of the object. */
  exemptions(op: Op): Promise<ReadonlyMap<string, readonly Refusal['key'][]>>;
  /** Keeps which objects the platform refused by policies of its own. */
  refuse(op: Op, refusals: readonly Refusal[], now: Date): Promise<void>;
  /** Saves what the step does next, before it does it. */
  mark(op: Op, mark: Mark, now: Date): Promise<Op>;
  plan(op: Op, planned: readonly { key: string; kind: string }[], now: Date): Promise<void>;
  record(op: Op, object: ObjectRecord, now: Date): Promise<void>;
  /** Saves what steps have written to what exists since the campaign was last verified. */
  saveWritten(op: Op, written: readonly WrittenField[], now: Date): Promise<void>;
  /** Saves what is there and not ours before the step's first call. */
  saveSeenBefore(op: Op, ids: readonly string[], now: Date): Promise<void>;
  /** Marks an object as about to serve. @throws ActivationRefused when halted, or a pause was requested later */
  intend(op: Op, key: string, now: Date): Promise<void>;
  /**
   * Ends the attempt: final state and audit row, or the step's return to the queue.
   * @throws AppError DEPENDENCY_UNAVAILABLE when the publication was saved by a newer release
   */
  end(tx: Tx, op: Op, outcome: Outcome, now: Date): Promise<void>;
};

/** The ledger of one service. */
export function ledgerStore(database: Database, jobs: Jobs, lookSoon: LookSoon): LedgerStore {
  return {
    claim: (organizationId, opId, now) => claimOp(database, organizationId, opId, now),
    defer: (tx, lane, payload, delayMs) => enqueueApply(tx, jobs, lane, payload, delayMs),
    publication: (op) => readPublication(database, op),
    objects: (op) => readObjects(database.query, op),
    ignored: ({ organizationId, publicationId }) =>
      readIgnored(database.query, organizationId, publicationId),
    accepted: ({ organizationId, publicationId }) =>
      readAccepted(database.query, organizationId, publicationId),
    exemptions: async ({ organizationId, campaignId, platform, desired }) =>
      desired === null
        ? new Map()
        : exemptionsOf(
            await readRefusals(database.query, organizationId, campaignId, desired.version),
            platform,
          ),
    refuse: (op, refusals, now) => database.transaction((tx) => saveRefusals(tx.execute, op, refusals, now)),
    mark: (op, mark, now) => markOp(database, op, mark, now),
    plan: (op, planned, now) => database.transaction((tx) => planObjects(tx.execute, op, planned, now)),
    record: (op, object, now) => recordObject(database.execute, op, object, now),
    saveWritten: (op, written, now) => saveWritten(database.execute, op, written, now),
    saveSeenBefore: (op, ids, now) => saveSeenBefore(database.execute, op, ids, now),
    intend: (op, key, now) => database.transaction((tx) => intendActivation(tx, op, key, now)),
    async end(tx, op, outcome, now) {
      if (outcome.end === 'later') return giveBack(tx, jobs, op, outcome, now);
      await endOp(tx, op, outcome, now);
      await lookSoon(tx, op, now);
    },
  };
}

const UNFINISHED = `organization_id = $1 AND id = $2 AND state IN ('pending', 'running')`;
const CLAIM = opStatement(
  `UPDATE ops SET attempt = attempt + 1, setbacks = setbacks + 1, state = 'running', updated_at = $3
   WHERE ${UNFINISHED} AND shape <= $4 RETURNING`,
);
const UNFINISHED_SHAPE = statement(`SELECT shape FROM ops WHERE ${UNFINISHED}`, { shape: integer });

async function claimOp(
  { query }: Database,
  organizationId: string,
  opId: string,
  now: Date,
): Promise<Op | 'newer' | null> {
  const [row] = await query(CLAIM, [organizationId, opId, now, shapes.desired.number]);
  if (row) return opOf(row);
  const [unclaimed] = await query(UNFINISHED_SHAPE, [organizationId, opId]);
  return unclaimed && unclaimed.shape > shapes.desired.number ? 'newer' : null;
}

const MARK = statement(
  `UPDATE ops SET updated_at = $4, step = $5, empty_searches = COALESCE($6, empty_searches),
     in_doubt_since = CASE $7 WHEN 'begin' THEN $4::timestamptz WHEN 'end' THEN NULL ELSE in_doubt_since END,
     activation_doubt_since =
       CASE $8 WHEN 'begin' THEN $4::timestamptz WHEN 'end' THEN NULL ELSE activation_doubt_since END,
     activated_at = CASE WHEN $8::text IS NULL THEN activated_at ELSE $4::timestamptz END,
     changed_at = CASE WHEN $9 THEN $4::timestamptz ELSE changed_at END
   WHERE ${IS_RUNNING}
   RETURNING step, empty_searches AS "emptySearches", in_doubt_since AS "inDoubtSince",
     activation_doubt_since AS "activationDoubtSince"`,
  {
    step: text,
    emptySearches: integer,
    inDoubtSince: nullable(instant),
    activationDoubtSince: nullable(instant),
  },
);

async function markOp({ query }: Database, op: Op, mark: Mark, now: Date): Promise<Op> {
  const { step, emptySearches = null, doubt = null, activation = null, changed = false } = mark;
  const values = [...fenceValues(op, now), step, emptySearches, doubt, activation, changed];
  const [marked] = await query(MARK, values);
  if (!marked) throw new StaleAttempt(op);
  return { ...op, ...marked };
}

const END = `
  UPDATE ops SET state = $5, step = $6, error_code = $7, error_message = $8, not_before = NULL, updated_at = $4,
    finished_at = $4, left_as_found = $9, left_shape = $10, drift_ways = $11
  WHERE ${IS_RUNNING}`;

/** The document with its number; both are null where nothing was read. */
const storedLeft = (left: LeftAsFound | null): unknown[] =>
  left === null ? [null, null] : [shapes.leftAsFound.write(left), shapes.leftAsFound.number];

async function endOp(tx: Tx, op: Op, outcome: Exclude<Outcome, { end: 'later' }>, now: Date): Promise<void> {
  const { end } = outcome;
  const error = outcome.end === 'done' ? null : outcome.error;
  const step = end === 'done' ? 'done' : 'ended';
  const left = outcome.end === 'done' ? (outcome.leftAsFound ?? null) : null;
  const said = [error?.code ?? null, error?.message ?? null];
  const ways = outcome.end === 'needs_review' ? (outcome.driftWays ?? null) : null;
  const values = [...fenceValues(op, now), end, step, ...said, ...storedLeft(left), ways];
  if ((await tx.execute(END, values)) === 0) throw new StaleAttempt(op);
  await settlePublication(tx, op, end);
  const { organizationId, operationId, kind, platform, adAccountId, requestedBy } = op;
  await audit(tx, {
    organizationId,
    actor: { kind: 'service', id: 'platforms' },
    action: `submission.${end}`,
    subject: { kind: 'campaign', id: op.campaignId },
    detail: { operationId, kind, platform, adAccountId, error, ...onBehalfOf(requestedBy) },
  });
}

/** Nothing is waited for where the step was hurried while the attempt was at work: it knew nothing of that. */
const GIVE_BACK = `
  UPDATE ops SET step = $5, not_before = CASE WHEN hurried_attempt = attempt THEN NULL ELSE $6::timestamptz END, setbacks = setbacks - $7, error_code = $8, error_message = $9, updated_at = $4
  WHERE ${IS_RUNNING}`;

async function giveBack(
  tx: Tx,
  jobs: Jobs,
  op: Op,
  { step, delayMs, setback, error }: Extract<Outcome, { end: 'later' }>,
  now: Date,
): Promise<void> {
  const notBefore = new Date(now.getTime() + delayMs);
  const said = [error?.code ?? null, error?.message ?? null];
  const values = [...fenceValues(op, now), step, notBefore, setback ? 0 : 1, ...said];
  if ((await tx.execute(GIVE_BACK, values)) === 0) throw new StaleAttempt(op);
  const { organizationId, id: opId, adAccountId, platform, kind } = op;
  await enqueueApply(tx, jobs, laneOf(kind), { organizationId, opId, adAccountId, platform }, delayMs);
}

import { SUBMISSION_KINDS, type DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import type { Database, Execute, Tx } from '../../../../storage/database.ts';
import {
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  texts,
  uuid,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { OP_STATES, type Op } from '../domain/op.ts';
import type { Neighbour } from '../domain/protocol.ts';
import type { WrittenField } from '../domain/written.ts';
import { FENCE, fenceValues, StaleAttempt } from './fence.ts';

export type Publication = {
  /** What was last read back from the platform and found to be so; null before the first time. */
  verified: DesiredCampaign | null;
  /** What steps have written since then. */
  written: readonly WrittenField[];
  /** What was there and not ours before the first call of a step; null where nobody looked. */
  seenBefore: SeenBefore | null;
  /** The desired campaign of the latest step that has one, verified or not. */
  lastDesired: DesiredCampaign | null;
  neighbours: Neighbour[];
};

/** Ids of objects that were there before the first call of the step `opId`, and that the ledger did not hold. */
export type SeenBefore = { opId: string; ids: readonly string[] };

const READ = statement(
  `SELECT p.seen_before AS "seenBefore", p.seen_before_op AS "seenBeforeOp", p.verified, p.shape, p.written, p.written_shape AS "writtenShape", o.desired AS "lastDesired", o.shape AS "desiredShape"
   FROM publications p LEFT JOIN LATERAL (
     SELECT desired, shape FROM ops
     WHERE organization_id = $1 AND publication_id = p.id AND desired IS NOT NULL
     ORDER BY intent_seq DESC LIMIT 1) o ON true
   WHERE p.organization_id = $1 AND p.id = $2`,
  {
    seenBefore: nullable(texts),
    seenBeforeOp: nullable(uuid),
    verified: nullable(json),
    shape: integer,
    written: json,
    writtenShape: integer,
    lastDesired: nullable(json),
    desiredShape: nullable(integer),
  },
);
const NEIGHBOURS = statement(
  `SELECT kind, intent_seq AS "intentSeq", state, in_doubt_since AS "inDoubtSince",
     activation_doubt_since AS "activationDoubtSince", activated_at AS "activatedAt", changed_at AS "changedAt"
   FROM ops
   WHERE organization_id = $1 AND publication_id = $2 AND id <> $3`,
  {
    kind: oneOf(SUBMISSION_KINDS),
    intentSeq: integer,
    state: oneOf(OP_STATES),
    inDoubtSince: nullable(instant),
    activationDoubtSince: nullable(instant),
    activatedAt: nullable(instant),
    changedAt: nullable(instant),
  },
);

/** The publication that a step belongs to, with the other steps on it. @throws ShapeBroken */
export async function readPublication({ query }: Database, op: Op): Promise<Publication> {
  const ids = [op.organizationId, op.publicationId];
  const [row] = await query(READ, ids);
  const neighbours = await query(NEIGHBOURS, [...ids, op.id]);
  if (!row) return { verified: null, written: [], seenBefore: null, lastDesired: null, neighbours };
  const { verified, shape, written, writtenShape, lastDesired, desiredShape, seenBefore, seenBeforeOp } = row;
  return {
    verified: verified === null ? null : shapes.verified.read(verified, shape),
    written: shapes.written.read(written, writtenShape),
    seenBefore: seenBefore === null || seenBeforeOp === null ? null : { opId: seenBeforeOp, ids: seenBefore },
    lastDesired: desiredShape === null ? null : shapes.desired.read(lastDesired, desiredShape),
    neighbours,
  };
}

const WRITE = `
  WITH ${FENCE}
  UPDATE publications SET written = $5, written_shape = $6 FROM running
  WHERE organization_id = $1 AND id = running.publication_id`;

/** Saves what steps have written since the campaign was last verified. @throws StaleAttempt */
export async function saveWritten(
  execute: Execute,
  op: Op,
  written: readonly WrittenField[],
  now: Date,
): Promise<void> {
  const values = [...fenceValues(op, now), shapes.written.write([...written]), shapes.written.number];
  if ((await execute(WRITE, values)) === 0) throw new StaleAttempt(op);
}

const SEE = `
  WITH ${FENCE}
  UPDATE publications SET seen_before = $5::text[], seen_before_op = $2 FROM running
  WHERE organization_id = $1 AND id = running.publication_id`;

/** Saves what is there and not ours before a step's first call. @throws StaleAttempt */
export async function saveSeenBefore(
  execute: Execute,
  op: Op,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if ((await execute(SEE, [...fenceValues(op, now), ids])) === 0) throw new StaleAttempt(op);
}

/** What was verified holds everything that was written on the way to it. */
const VERIFY = `
  UPDATE publications SET verified = $3, shape = $4, written = '[]', written_shape = 1 WHERE organization_id = $1 AND id = $2 AND shape <= $4`;
const VERIFIED_SHAPE = statement('SELECT shape FROM publications WHERE organization_id = $1 AND id = $2', {
  shape: integer,
});
const END_EARLIER_DOUBTS = `
  UPDATE ops SET in_doubt_since = NULL
  WHERE organization_id = $1 AND publication_id = $2 AND intent_seq < $3 AND in_doubt_since IS NOT NULL`;
const END_ACTIVATIONS = `
  UPDATE objects SET state = 'paused' WHERE organization_id = $1 AND publication_id = $2 AND state = 'activating'`;
const CLOSE = `
  UPDATE publications p SET state = 'removed'
  WHERE p.organization_id = $1 AND p.id = $2
    AND ($3 IN ('publish', 'remove') AND $4 IN ('done', 'failed') OR $3 = 'pause' AND $4 = 'failed')
    AND NOT EXISTS (SELECT 1 FROM objects o WHERE o.organization_id = $1 AND o.publication_id = p.id
                    AND o.state NOT IN ('removed', 'planned'))
    AND ($3 = 'remove' OR NOT EXISTS (SELECT 1 FROM ops d WHERE d.organization_id = $1 AND d.publication_id = p.id
                                      AND d.in_doubt_since IS NOT NULL))`;

/**
 * Brings a publication up to date when a step on it has ended: saves the verified campaign, ends pending activations
 * after a pause, and closes the publication when none of its objects is left (a pause finds that out where a person removed
 * the campaign on the platform). A publish that failed in doubt keeps its
 * publication, because its marker is needed to find objects that may exist.
 * @throws AppError DEPENDENCY_UNAVAILABLE when a newer release wrote what was verified before
 */
export async function settlePublication(tx: Tx, op: Op, end: string): Promise<void> {
  const ids = [op.organizationId, op.publicationId];
  if (end === 'done' && op.desired !== null && (op.kind === 'publish' || op.kind === 'update')) {
    await saveVerified(tx, ids, op.desired);
    await tx.execute(END_EARLIER_DOUBTS, [...ids, op.intentSeq]);
  }
  if (end === 'done' && op.kind === 'pause') await tx.execute(END_ACTIVATIONS, ids);
  await tx.execute(CLOSE, [...ids, op.kind, end]);
}

async function saveVerified(tx: Tx, ids: readonly unknown[], desired: DesiredCampaign): Promise<void> {
  const { verified } = shapes;
  if ((await tx.execute(VERIFY, [...ids, verified.write(desired), verified.number])) === 1) return;
  const [row] = await tx.query(VERIFIED_SHAPE, ids);
  if (row) verified.requireWritable(row.shape);
}

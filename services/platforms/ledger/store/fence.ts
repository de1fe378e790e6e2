import type { Op } from '../domain/op.ts';

/** This attempt may not write any more, because a later attempt has begun or the step has ended. */
export class StaleAttempt extends Error {
  constructor(op: Pick<Op, 'id' | 'attempt'>) {
    super(`attempt ${op.attempt} of op ${op.id} is over`);
    this.name = 'StaleAttempt';
  }
}

/** The condition under which an attempt may write. Takes $1 organisation, $2 op, $3 attempt. */
export const IS_RUNNING = `organization_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'`;

/**
 * The fence, as a part of a statement. It yields one row when this attempt is the running one, and keeps the op's row
 * locked until the transaction ends; otherwise it yields no row. It takes `fenceValues` as the first parameters.
 */
export const FENCE = `running AS (
  UPDATE ops SET updated_at = $4 WHERE ${IS_RUNNING} RETURNING publication_id)`;

/** The first four parameters of every fenced statement: organisation, op, attempt, now. */
export const fenceValues = (op: Op, now: Date): unknown[] => [op.organizationId, op.id, op.attempt, now];

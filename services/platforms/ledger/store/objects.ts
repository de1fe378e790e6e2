import type { Query } from '../../../../storage/database.ts';
import type { LedgerObject, Op } from '../domain/op.ts';

/** An attempt that lost its right to write: a later attempt has begun, or the step has ended. */
export class StaleAttempt extends Error {
  constructor(op: Pick<Op, 'id' | 'attempt'>) {
    super(`attempt ${op.attempt} of op ${op.id} is over`);
    this.name = 'StaleAttempt';
  }
}

/**
 * The fence: true for one row when this attempt is the running one, and then the row stays locked until the statement's
 * transaction ends. Takes $1 organisation, $2 op, $3 attempt, $4 now.
 */
export const MINE = `mine AS (
  UPDATE ops SET updated_at = $4
  WHERE organization_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'
  RETURNING publication_id)`;

/** Values of the fence. */
export const mine = (op: Op, now: Date): unknown[] => [op.organizationId, op.id, op.attempt, now];

/** What a publication holds, parents first. */
export function readObjects(query: Query, { organizationId, publicationId }: Op): Promise<LedgerObject[]> {
  return query<LedgerObject>(
    `SELECT key, kind, external_id AS "externalId", state, op_id AS "opId" FROM objects
     WHERE organization_id = $1 AND publication_id = $2 ORDER BY position, key`,
    [organizationId, publicationId],
  );
}

export type RecordedObject = {
  key: string;
  kind: string;
  externalId: string;
  state: LedgerObject['state'];
  /** The next thing is made right after this: a doubt about it begins now. */
  making?: true;
};

/** Writes down one object as the platform answered. @throws StaleAttempt */
export async function recordObject(query: Query, op: Op, object: RecordedObject, now: Date): Promise<void> {
  const written = await query(
    `WITH mine AS (
       UPDATE ops SET updated_at = $4,
         in_doubt_since = CASE WHEN $9 AND in_doubt_since IS NOT NULL THEN $4::timestamptz ELSE in_doubt_since END
       WHERE organization_id = $1 AND id = $2 AND attempt = $3 AND state = 'running' RETURNING publication_id)
     INSERT INTO objects (organization_id, publication_id, key, kind, external_id, state, op_id, position, updated_at)
     SELECT $1, publication_id, $5, $6, $7, $8, $2, 1000000, $4 FROM mine
     ON CONFLICT (organization_id, publication_id, key) DO UPDATE
     SET external_id = excluded.external_id, kind = excluded.kind, state = excluded.state, op_id = excluded.op_id,
         updated_at = excluded.updated_at
     RETURNING key`,
    [...mine(op, now), object.key, object.kind, object.externalId, object.state, object.making === true],
  );
  if (written.length === 0) throw new StaleAttempt(op);
}

/**
 * Writes down what is to be made. An object that was removed earlier under the same key keeps its row under another
 * name; what was planned and is not wanted any more is forgotten. Call inside a transaction. @throws StaleAttempt
 */
export async function planObjects(
  query: Query,
  op: Op,
  planned: readonly { key: string; kind: string }[],
  now: Date,
): Promise<void> {
  const held = await query(
    `WITH ${MINE}
     SELECT publication_id FROM mine`,
    mine(op, now),
  );
  if (held.length === 0) throw new StaleAttempt(op);
  const keys = planned.map(({ key }) => key);
  await query(
    `UPDATE objects SET key = 'gone/' || external_id || '/' || key
     WHERE organization_id = $1 AND publication_id = $2 AND state = 'removed' AND key = ANY($3::text[])`,
    [op.organizationId, op.publicationId, keys],
  );
  await query(
    `DELETE FROM objects
     WHERE organization_id = $1 AND publication_id = $2 AND state = 'planned' AND key <> ALL($3::text[])`,
    [op.organizationId, op.publicationId, keys],
  );
  await query(
    `INSERT INTO objects (organization_id, publication_id, key, kind, state, op_id, position, updated_at)
     SELECT $1, $2, p.key, p.kind, 'planned', $3, p.position, $6
     FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS p(key, kind, position)
     ON CONFLICT (organization_id, publication_id, key) DO UPDATE SET position = excluded.position`,
    [op.organizationId, op.publicationId, op.id, keys, planned.map(({ kind }) => kind), now],
  );
}

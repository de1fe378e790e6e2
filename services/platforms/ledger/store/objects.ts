import type { Execute, Query } from '../../../../storage/database.ts';
import { nullable, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { OBJECT_STATES, type LedgerObject, type Op } from '../domain/op.ts';
import { fenceValues, IS_RUNNING, StaleAttempt } from './fence.ts';

const OBJECTS = statement(
  `SELECT key, kind, external_id AS "externalId", state, op_id AS "opId" FROM objects
   WHERE organization_id = $1 AND publication_id = $2 ORDER BY position, key`,
  { key: text, kind: text, externalId: nullable(text), state: oneOf(OBJECT_STATES), opId: uuid },
);

/** The objects of a publication, parents first. */
export function readObjects(
  query: Query,
  { organizationId, publicationId }: Pick<Op, 'organizationId' | 'publicationId'>,
): Promise<LedgerObject[]> {
  return query(OBJECTS, [organizationId, publicationId]);
}

/** An object as the platform answered. */
export type ObjectRecord = {
  key: string;
  kind: string;
  externalId: string;
  state: LedgerObject['state'];
  /** The next object is created right after this one, so the time of the doubt moves to this write. */
  creating?: true;
};

const RECORD = `
  WITH running AS (
    UPDATE ops SET updated_at = $4,
      in_doubt_since = CASE WHEN $9 AND in_doubt_since IS NOT NULL THEN $4::timestamptz ELSE in_doubt_since END
    WHERE ${IS_RUNNING} RETURNING publication_id),
  moved AS (
    DELETE FROM objects o USING running
    WHERE o.organization_id = $1 AND o.publication_id = running.publication_id AND o.kind = $6
      AND o.external_id = $7 AND o.key <> $5 AND o.state <> 'removed')
  INSERT INTO objects (organization_id, publication_id, key, kind, external_id, state, op_id, position, updated_at)
  SELECT $1, publication_id, $5, $6, $7, $8, $2, 1000000, $4 FROM running
  ON CONFLICT (organization_id, publication_id, key) DO UPDATE
  SET external_id = excluded.external_id, kind = excluded.kind, state = excluded.state, op_id = excluded.op_id,
      updated_at = excluded.updated_at`;

/**
 * Saves one object as the platform answered. An object that was saved under another key moves to this one, so that an
 * edited ad keeps its id. @throws StaleAttempt
 */
export async function recordObject(execute: Execute, op: Op, object: ObjectRecord, now: Date): Promise<void> {
  const { key, kind, externalId, state, creating = false } = object;
  const count = await execute(RECORD, [...fenceValues(op, now), key, kind, externalId, state, creating]);
  if (count === 0) throw new StaleAttempt(op);
}

const LOCK = `UPDATE ops SET updated_at = $4 WHERE ${IS_RUNNING}`;
const SET_REMOVED_ASIDE = `
  UPDATE objects SET key = 'gone/' || external_id || '/' || key
  WHERE organization_id = $1 AND publication_id = $2 AND state = 'removed' AND key = ANY($3::text[])`;
const DELETE_UNPLANNED = `
  DELETE FROM objects
  WHERE organization_id = $1 AND publication_id = $2 AND state = 'planned' AND key <> ALL($3::text[])`;
const PLAN = `
  INSERT INTO objects (organization_id, publication_id, key, kind, state, op_id, position, updated_at)
  SELECT $1, $2, p.key, p.kind, 'planned', $3, p.position, $6
  FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS p(key, kind, position)
  ON CONFLICT (organization_id, publication_id, key) DO UPDATE SET position = excluded.position`;

/**
 * Saves the planned objects. When an object with the same key was removed earlier, its row gets another key; rows of
 * objects that are no longer planned and were never created are deleted. Call inside a transaction. @throws
 * StaleAttempt
 */
export async function planObjects(
  execute: Execute,
  op: Op,
  planned: readonly { key: string; kind: string }[],
  now: Date,
): Promise<void> {
  if ((await execute(LOCK, fenceValues(op, now))) === 0) throw new StaleAttempt(op);
  const { organizationId, publicationId, id } = op;
  const keys = planned.map(({ key }) => key);
  const kinds = planned.map(({ kind }) => kind);
  await execute(SET_REMOVED_ASIDE, [organizationId, publicationId, keys]);
  await execute(DELETE_UNPLANNED, [organizationId, publicationId, keys]);
  await execute(PLAN, [organizationId, publicationId, id, keys, kinds, now]);
}

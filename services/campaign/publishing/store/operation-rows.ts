import { z } from 'zod';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { Query, Tx } from '../../../../storage/database.ts';
import {
  boolean,
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { DriftWays, type NewOperation, type StoredOperation } from '../domain/operation.ts';

const selectOperation = (condition: string) =>
  statement(
    `SELECT id, kind, campaign_id AS "campaignId", status, version, steps, position, progress, error, result, shape,
       overwrite, raises, requested_by AS "requestedBy", created_at AS "createdAt", updated_at AS "updatedAt",
       cancel_requested_by AS "cancelRequestedBy", drift_ways AS "driftWays"
     FROM operations WHERE organization_id = $1 AND ${condition}`,
    COLUMNS,
  );
const COLUMNS = {
  id: uuid,
  kind: oneOf(Operation.shape.kind.options),
  campaignId: uuid,
  status: oneOf(Operation.shape.status.options),
  version: integer,
  steps: json,
  position: integer,
  progress: json,
  error: nullable(json),
  result: nullable(json),
  shape: integer,
  overwrite: json,
  raises: boolean,
  requestedBy: uuid,
  createdAt: instant,
  updatedAt: instant,
  cancelRequestedBy: nullable(uuid),
  driftWays: nullable(json),
};
const FIND = selectOperation('id = $2');
const FIND_RUNNING = selectOperation("campaign_id = $2 AND status IN ('pending', 'running') FOR UPDATE");

/** One operation; null when there is none. @throws ShapeBroken when the row is not what its shape says */
export async function findOperation(
  query: Query,
  organizationId: string,
  operationId: string,
): Promise<StoredOperation | null> {
  const [row] = await query(FIND, [organizationId, operationId]);
  return row ? toStored(row) : null;
}

/** The operation of a campaign that is running; nobody else changes it until the transaction ends. @throws ShapeBroken */
export async function findRunning(
  query: Query,
  organizationId: string,
  campaignId: string,
): Promise<StoredOperation | null> {
  const [row] = await query(FIND_RUNNING, [organizationId, campaignId]);
  return row ? toStored(row) : null;
}

const LOCK_RUNNING = statement(
  `SELECT id FROM operations WHERE organization_id = $1 AND id = $2 AND status IN ('pending', 'running') FOR UPDATE`,
  { id: uuid },
);

/** Whether an operation is still running; then it goes on running until the transaction ends. */
export async function lockRunning(query: Query, organizationId: string, id: string): Promise<boolean> {
  return (await query(LOCK_RUNNING, [organizationId, id])).length === 1;
}

const WANTED = statement(
  `SELECT id FROM operations WHERE organization_id = $1 AND id = $2 AND status IN ('pending', 'running')
     AND cancel_requested_by IS NULL`,
  { id: uuid },
);

/** Whether an operation is running and nobody has asked for its end. */
export async function isWanted(query: Query, organizationId: string, id: string): Promise<boolean> {
  return (await query(WANTED, [organizationId, id])).length === 1;
}

const REQUEST_CANCEL = `
  UPDATE operations SET cancel_requested_by = $3 WHERE organization_id = $1 AND id = $2
    AND status IN ('pending', 'running')`;

/** Says that a running operation is to end. */
export async function requestCancel(
  { execute }: Pick<Tx, 'execute'>,
  organizationId: string,
  id: string,
  userId: string,
): Promise<void> {
  await execute(REQUEST_CANCEL, [organizationId, id, userId]);
}

function toStored(row: RowOf<typeof COLUMNS>): StoredOperation {
  const { id, kind, campaignId, status, version, position, requestedBy, shape, cancelRequestedBy, raises } =
    row;
  const { steps, ...documents } = shapes.operation.read(
    { steps: row.steps, progress: row.progress, error: row.error, result: row.result },
    shape,
  );
  const createdAt = row.createdAt.toISOString();
  const updatedAt = row.updatedAt.toISOString();
  const operation: Operation = { id, kind, campaignId, status, ...documents, createdAt, updatedAt };
  const overwrite = z.array(z.string()).parse(row.overwrite);
  const driftWays = DriftWays.nullable().parse(row.driftWays);
  const ours = { requestedBy, overwrite, raises, shape, driftWays, cancelRequestedBy };
  return { operation, version, steps, position, ...ours };
}

const INSERT = `
  INSERT INTO operations (organization_id, id, campaign_id, kind, status, version, steps, position, progress,
    requested_by, created_at, updated_at, shape, overwrite, raises)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14)
  ON CONFLICT (organization_id, campaign_id) WHERE status IN ('pending', 'running') DO NOTHING`;

/** Saves a new operation. False when another one of the campaign is running: then nothing was written. */
export async function insertOperation(
  { execute }: Tx,
  organizationId: string,
  { operation, version, steps, position, requestedBy, overwrite = [], raises = true }: NewOperation,
): Promise<boolean> {
  const inserted = await execute(INSERT, [
    organizationId,
    operation.id,
    operation.campaignId,
    operation.kind,
    operation.status,
    version,
    JSON.stringify(steps),
    position,
    JSON.stringify(operation.progress),
    requestedBy,
    operation.createdAt,
    shapes.operation.number,
    JSON.stringify(overwrite),
    raises,
  ]);
  return inserted === 1;
}

/** Every document is written, because one number tells the shape of all of them. */
const UPDATE = `
  UPDATE operations SET status = $3, position = $4, steps = $5, progress = $6, error = $7, result = $8, updated_at = $9,
    shape = $10, drift_ways = $11
  WHERE organization_id = $1 AND id = $2 AND status IN ('pending', 'running') AND position <= $4`;

/**
 * Saves how far an operation is; one that has ended is not changed any more.
 * @throws AppError DEPENDENCY_UNAVAILABLE when a newer release saved it
 */
export async function updateOperation(
  { execute }: Pick<Tx, 'execute'>,
  organizationId: string,
  { operation, position, steps, shape, driftWays }: StoredOperation,
): Promise<void> {
  shapes.operation.requireWritable(shape);
  await execute(UPDATE, [
    organizationId,
    operation.id,
    operation.status,
    position,
    JSON.stringify(steps),
    JSON.stringify(operation.progress),
    operation.error && JSON.stringify(operation.error),
    operation.result && JSON.stringify(operation.result),
    operation.updatedAt,
    shapes.operation.number,
    driftWays ? JSON.stringify(driftWays) : null,
  ]);
}

/** What the audit trail keeps of an operation. */
export function auditDetail({ operation, version }: NewOperation, { status }: Campaign): object {
  return { operationId: operation.id, kind: operation.kind, published: version, campaignStatus: status };
}

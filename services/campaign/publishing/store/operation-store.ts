import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Query } from '../../../../storage/database.ts';
import type { Running, Step } from '../domain/operation.ts';

type OperationRow = Omit<Operation, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date };
type RunningRow = OperationRow & { version: number; steps: Step[]; position: number; requestedBy: string };

const SHOWN = `id, kind, campaign_id AS "campaignId", status, progress, error, result, created_at AS "createdAt",
  updated_at AS "updatedAt"`;
const GET = `SELECT ${SHOWN} FROM operations WHERE organization_id = $1 AND id = $2`;
const RUNNING = `SELECT ${SHOWN}, version, steps, position, requested_by AS "requestedBy"
  FROM operations WHERE organization_id = $1 AND id = $2`;

/** One operation as clients see it. @throws AppError OPERATION_NOT_FOUND */
export async function getOperation(query: Query, organizationId: string, id: string): Promise<Operation> {
  const [row] = await query<OperationRow>(GET, [organizationId, id]);
  if (!row) throw new AppError('OPERATION_NOT_FOUND');
  return toOperation(row);
}

/** The same with what its job must know; null when there is none. */
export async function getRunning(query: Query, organizationId: string, id: string): Promise<Running | null> {
  const [row] = await query<RunningRow>(RUNNING, [organizationId, id]);
  if (!row) return null;
  const { version, steps, position, requestedBy, ...shown } = row;
  return { operation: toOperation(shown), version, steps, position, requestedBy };
}

/** Keeps a new operation. False when another one of the campaign is running: then nothing was written. */
export async function insertOperation(query: Query, organizationId: string, made: Running): Promise<boolean> {
  const { operation, version, steps, position, requestedBy } = made;
  const rows = await query(
    `INSERT INTO operations (organization_id, id, campaign_id, kind, status, version, steps, position, progress,
       requested_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
     ON CONFLICT (organization_id, campaign_id) WHERE status IN ('pending', 'running') DO NOTHING RETURNING id`,
    [
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
    ],
  );
  return rows.length === 1;
}

/** Keeps how far an operation is; one that has ended is not changed any more. */
export async function updateOperation(query: Query, organizationId: string, made: Running): Promise<void> {
  const { operation, position } = made;
  await query(
    `UPDATE operations SET status = $3, position = $4, progress = $5, error = $6, result = $7, updated_at = $8
     WHERE organization_id = $1 AND id = $2 AND status IN ('pending', 'running') AND position <= $4`,
    [
      organizationId,
      operation.id,
      operation.status,
      position,
      JSON.stringify(operation.progress),
      operation.error && JSON.stringify(operation.error),
      operation.result && JSON.stringify(operation.result),
      operation.updatedAt,
    ],
  );
}

function toOperation({ createdAt, updatedAt, ...row }: OperationRow): Operation {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** The fields of a saga that the audit trail keeps. */
export function auditOf({ operation, version }: Running, { status }: Campaign): object {
  return { operationId: operation.id, kind: operation.kind, published: version, campaignStatus: status };
}

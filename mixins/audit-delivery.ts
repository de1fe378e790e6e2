import type { ServiceBroker } from 'moleculer';
import { AUDIT_BATCH, auditBacklogContract, trailContracts, type AuditRow } from '../contracts/auth/trail.ts';
import { auditJobOf, type RecordingService } from '../contracts/jobs.ts';
import { AppError } from '../lib/errors.ts';
import { countUndelivered, readAuditRows } from '../storage/audit.ts';
import type { Database } from '../storage/database.ts';
import type { Jobs } from '../storage/jobs.ts';
import { inOrganization } from '../storage/scope.ts';
import { action, bind } from './action.ts';
import type { Call } from './call.ts';
import type { Node } from './node.ts';

type Delivery = {
  database: Database;
  jobs: Jobs;
  /** Calls as the service, for an organisation. */
  callFor: (jobId: string, organizationId: string, userId: null) => Call;
  logger: ServiceBroker['logger'];
};
/** A job is asked for one row. */
type Asked = { id: string; payload: { organizationId: string; eventId: string } };

/** As many bytes of rows as one call takes. */
const CALL_BYTES = 256 * 1024;

/**
 * Takes a service's audit rows to auth's chain (docs/decisions.md#24-audit), many at a time. Auth knows a row again, so
 * that one that is delivered twice is one entry.
 */
export async function deliverAuditRows(service: RecordingService, delivery: Delivery): Promise<void> {
  await delivery.jobs.workInBatches(auditJobOf(service), AUDIT_BATCH, async (asked) => {
    const done = new Set<string>();
    for (const [organizationId, ofOne] of Map.groupBy(asked, (job) => job.payload.organizationId))
      for (const id of await inOrganization(organizationId, () => deliver(delivery, organizationId, ofOne)))
        done.add(id);
    return done;
  });
}

/** Delivers rows of one organisation. @returns the jobs that are done; a failure is logged, and the rest tried again */
async function deliver(
  delivery: Delivery,
  organizationId: string,
  asked: readonly Asked[],
): Promise<string[]> {
  const jobs = new Map(asked.map(({ id, payload }) => [payload.eventId, id]));
  const done: string[] = [];
  try {
    const rows = await readAuditRows(delivery.database, organizationId, [...jobs.keys()]);
    for (const part of inCalls(rows)) {
      const accepted = await hand(delivery, organizationId, part);
      done.push(...accepted.map(({ id }) => jobs.get(id) ?? ''));
    }
  } catch (error) {
    const waiting = asked.length - done.length;
    delivery.logger.warn({ organizationId, waiting, err: error }, 'audit rows wait for the chain');
  }
  return done;
}

/** Hands rows to auth; when it refuses their form, one by one, so that one bad row does not hold up the others. */
async function hand(
  delivery: Delivery,
  organizationId: string,
  rows: readonly AuditRow[],
): Promise<readonly AuditRow[]> {
  const call = delivery.callFor(rows[0]?.id ?? '', organizationId, null);
  try {
    await call(trailContracts.appendAuditRows, { rows: [...rows] });
    return rows;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'REQUEST_INVALID')) throw error;
    delivery.logger.error({ organizationId, rows: rows.length, err: error }, 'auth refuses audit rows');
    if (rows.length === 1) return [];
    const accepted: AuditRow[] = [];
    for (const row of rows) accepted.push(...(await hand(delivery, organizationId, [row])));
    return accepted;
  }
}

/** Rows in parts that are small enough for one call. */
function inCalls(rows: readonly AuditRow[]): AuditRow[][] {
  const parts: AuditRow[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row));
    if (bytes + size > CALL_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(row);
    bytes += size;
  }
  return parts;
}

/** The action by which auth asks a service how many rows it has not taken to the chain yet. */
export function backlogActions(node: Node, service: RecordingService, database: Database) {
  const contract = auditBacklogContract(service);
  const auditBacklog = action(contract, async function auditBacklog({ organizationId }) {
    return { waiting: await countUndelivered(database, auditJobOf(service).name, organizationId) };
  });
  return bind(node, { auditBacklog: contract }, { auditBacklog });
}

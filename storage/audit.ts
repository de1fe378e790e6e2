import { v7 as uuidv7 } from 'uuid';
import type { Tx } from './database.ts';
import { originMark } from './origin.ts';
import { JOBS_SCHEMA } from './queues.ts';
import { instant, integer, json, oneOf, statement, text, uuid } from './statement.ts';

/** One entry of the audit log: actor, action and subject. An API key is a service with the id `api-key:<id>`. */
export type AuditEvent = {
  organizationId: string;
  actor: { kind: 'user' | 'service'; id: string };
  /** What happened, in the past tense: `campaign.created`. */
  action: string;
  subject: { kind: string; id: string };
  /** Never a secret. */
  detail?: object;
  /** The writer keeps apart where the request came from, so that it can be erased. */
  originApart?: true;
};

/** Who does something in an organisation, on whose behalf, and when. */
export type DoneBy = { organizationId: string; actor: AuditEvent['actor']; userId: string; at: Date };

/**
 * The part of a statement that writes an audit row: an INSERT … SELECT. The organisation is $1; the seven values
 * (`auditValues`) begin at $`first`. A change that is a single statement appends `FROM <its changed rows>`, so that the
 * audit row is written exactly when something changes.
 */
export function auditInsert(first: number): string {
  const at = (offset: number) => `$${first + offset}`;
  return `INSERT INTO audit_events
    (organization_id, id, actor_kind, actor_id, action, subject_kind, subject_id, detail)
    SELECT $1, ${at(0)}::uuid, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}::uuid, ${at(6)}::jsonb`;
}

/** The values of `auditInsert`, in order. The detail also says from where a client's request came, where that is not kept apart. */
export function auditValues({
  actor,
  action,
  subject,
  detail,
  originApart,
}: Omit<AuditEvent, 'organizationId'>): [id: string, ...unknown[]] {
  const said = JSON.stringify({ ...detail, ...(originApart ? {} : originMark()) });
  return [uuidv7(), actor.kind, actor.id, action, subject.kind, subject.id, said];
}

const WRITE = auditInsert(2);

/** Adds an audit row in the transaction of the change. Rows are never changed or deleted. @returns its id */
export async function audit(tx: Pick<Tx, 'execute'>, event: AuditEvent): Promise<string> {
  const [id, ...values] = auditValues(event);
  await tx.execute(WRITE, [event.organizationId, id, ...values]);
  return id;
}

const READ = statement(
  `SELECT id, at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject_kind AS "subjectKind",
     subject_id AS "subjectId", detail
   FROM audit_events WHERE organization_id = $1 AND id = ANY($2)`,
  {
    id: uuid,
    at: instant,
    actorKind: oneOf(['user', 'service']),
    actorId: text,
    action: text,
    subjectKind: text,
    subjectId: uuid,
    detail: json,
  },
);

/** Audit rows as they were written. */
export async function readAuditRows({ query }: Pick<Tx, 'query'>, organizationId: string, ids: string[]) {
  return (await query(READ, [organizationId, ids])).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId },
    detail: row.detail as Record<string, unknown>,
  }));
}

const UNDELIVERED = statement(
  `SELECT count(*)::int AS waiting FROM ${JOBS_SCHEMA}.job
   WHERE name = $1 AND state < 'completed' AND data->>'organizationId' = $2`,
  { waiting: integer },
);

/** How many audit rows of an organisation wait in the queue of their delivery. */
export async function countUndelivered(
  { query }: Pick<Tx, 'query'>,
  queue: string,
  organizationId: string,
): Promise<number> {
  return (await query(UNDELIVERED, [queue, organizationId]))[0]?.waiting ?? 0;
}

import { v7 as uuidv7 } from 'uuid';
import type { Tx } from './database.ts';

/** One entry of the audit log: actor, action and subject. An API key is a service with the id `api-key:<id>`. */
export type AuditEvent = {
  organizationId: string;
  actor: { kind: 'user' | 'service'; id: string };
  /** What happened, in the past tense: `campaign.created`. */
  action: string;
  subject: { kind: string; id: string };
  /** Never a secret. */
  detail?: object;
};

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

/** The values of `auditInsert`, in order. */
export function auditValues({
  actor,
  action,
  subject,
  detail,
}: Omit<AuditEvent, 'organizationId'>): unknown[] {
  return [uuidv7(), actor.kind, actor.id, action, subject.kind, subject.id, JSON.stringify(detail ?? {})];
}

const WRITE = auditInsert(2);

/** Adds an audit row in the transaction of the change. Rows are never changed or deleted. */
export async function audit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.execute(WRITE, [event.organizationId, ...auditValues(event)]);
}

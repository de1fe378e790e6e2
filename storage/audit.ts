import { v7 as uuidv7 } from 'uuid';
import type { Tx } from './database.ts';

/** Who did what to what; an API key is a service named `api-key:<id>`. */
export type AuditEvent = {
  organizationId: string;
  actor: { kind: 'user' | 'service'; id: string };
  /** What happened, a past fact: `campaign.created`. */
  action: string;
  subject: { kind: string; id: string };
  /** Never a secret. */
  detail?: object;
};

/**
 * The part of a statement that writes an audit row: an INSERT … SELECT whose organisation is $1 and whose seven values
 * (`auditValues`) begin at $`first`. A change that is one statement appends `FROM <its own rows>`, so that the row is
 * written if and only if the change is.
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

/** Writes who did what in the transaction of the change itself; rows can only be added. */
export async function audit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.execute(WRITE, [event.organizationId, ...auditValues(event)]);
}

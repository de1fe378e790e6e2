import { v7 as uuidv7 } from 'uuid';
import type { Tx } from './database.ts';

export type AuditEvent = {
  organizationId: string;
  actor: { kind: 'user' | 'service'; id: string };
  /** What happened, a past fact: `campaign.created`. */
  action: string;
  subject: { kind: string; id: string };
  /** Never a secret. */
  detail?: object;
};

/** Writes who did what in the transaction of the change itself; rows can only be added. */
export async function audit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.query(
    `INSERT INTO audit_events (organization_id, id, actor_kind, actor_id, action, subject_kind, subject_id, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.organizationId,
      uuidv7(),
      event.actor.kind,
      event.actor.id,
      event.action,
      event.subject.kind,
      event.subject.id,
      JSON.stringify(event.detail ?? {}),
    ],
  );
}

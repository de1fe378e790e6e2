import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database } from '../../../../storage/database.ts';

export type DriftTrail = ReturnType<typeof driftTrail>;

/** What the trail keeps of decisions that change nothing in this service. */
export function driftTrail(database: Database) {
  return {
    /** Somebody decided that differences are left alone. */
    ignored: (organizationId: string, campaignId: string, actor: AuditEvent['actor'], detail: object) =>
      database.transaction(async (tx) => {
        const subject = { kind: 'campaign', id: campaignId };
        await audit(tx, { organizationId, actor, action: 'campaign.drift_ignored', subject, detail });
      }),
  };
}

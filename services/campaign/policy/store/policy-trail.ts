import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database } from '../../../../storage/database.ts';

export type PolicyTrail = ReturnType<typeof policyTrail>;

type Decided = {
  organizationId: string;
  campaignId: string;
  actor: AuditEvent['actor'];
  action: 'campaign.policy_exempted' | 'campaign.refused_dropped';
  version: number;
  /** The objects and the policies in words. */
  refusals: readonly object[];
};

/** What the trail, and with it the history of the campaign, keeps of decisions about what platforms refused. */
export function policyTrail(database: Database) {
  return {
    decided: ({ organizationId, campaignId, actor, action, version, refusals }: Decided) =>
      database.transaction(async (tx) => {
        const subject = { kind: 'campaign', id: campaignId };
        await audit(tx, { organizationId, actor, action, subject, detail: { version, refusals } });
      }),
  };
}

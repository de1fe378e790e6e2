import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database } from '../../../../storage/database.ts';

export type DecisionTrail = ReturnType<typeof decisionTrail>;

type Decision = Pick<AuditEvent, 'organizationId' | 'actor' | 'detail'> & {
  campaignId: string;
  action: 'campaign.drift_ignored' | 'campaign.policy_exempted' | 'campaign.refused_dropped';
};

/**
 * What the trail, and with it the history of a campaign, keeps of decisions about what is on the platforms: they change nothing in
 * this service.
 */
export function decisionTrail(database: Database) {
  return {
    record: ({ campaignId, ...decision }: Decision): Promise<void> =>
      database.transaction(async (tx) => {
        await audit(tx, { ...decision, subject: { kind: 'campaign', id: campaignId } });
      }),
  };
}

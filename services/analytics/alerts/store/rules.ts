import type { AlertRules } from '../../../../contracts/analytics/alerts.ts';
import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database } from '../../../../storage/database.ts';
import { integer, statement } from '../../../../storage/statement.ts';
import { DEFAULT_THRESHOLDS } from '../domain/plan.ts';

const READ = statement(
  `SELECT ahead_percent AS "aheadPercent", behind_percent AS "behindPercent", used_percent AS "usedPercent",
     jump_percent AS "jumpPercent", silent_days AS "silentDays"
   FROM alert_rules WHERE organization_id = $1`,
  {
    aheadPercent: integer,
    behindPercent: integer,
    usedPercent: integer,
    jumpPercent: integer,
    silentDays: integer,
  },
);
const SAVE = `
  INSERT INTO alert_rules (organization_id, ahead_percent, behind_percent, used_percent, jump_percent, silent_days)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (organization_id) DO UPDATE
     SET ahead_percent = excluded.ahead_percent, behind_percent = excluded.behind_percent,
         used_percent = excluded.used_percent, jump_percent = excluded.jump_percent, silent_days = excluded.silent_days`;

export type RuleStore = ReturnType<typeof ruleStore>;

/** The thresholds of an organisation; those of the product where it has set none. */
export function ruleStore(database: Database) {
  const read = async (query: Database['query'], organizationId: string): Promise<AlertRules> =>
    (await query(READ, [organizationId]))[0] ?? DEFAULT_THRESHOLDS;
  return {
    read: (organizationId: string) => read(database.query, organizationId),

    /** Sets them, and has the rules asked anew. */
    save: (organizationId: string, actor: AuditEvent['actor'], rules: AlertRules): Promise<void> =>
      database.transaction(async (tx) => {
        const before = await read(tx.query, organizationId);
        const { aheadPercent, behindPercent, usedPercent, jumpPercent, silentDays } = rules;
        const values = [aheadPercent, behindPercent, usedPercent, jumpPercent, silentDays];
        await tx.execute(SAVE, [organizationId, ...values]);
        const subject = { kind: 'organization', id: organizationId };
        const detail = { before, after: rules };
        await audit(tx, { organizationId, actor, action: 'alert_rules.changed', subject, detail });
        await tx.execute('SELECT check_alerts_soon($1)', [organizationId]);
      }),
  };
}

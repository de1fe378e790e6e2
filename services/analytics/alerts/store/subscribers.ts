import { audit, type AuditEvent } from '../../../../storage/audit.ts';
import type { Database } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';

const LIST = statement(
  'SELECT user_id AS "userId" FROM alert_subscribers WHERE organization_id = $1 ORDER BY user_id',
  { userId: uuid },
);
const ADD = `INSERT INTO alert_subscribers (organization_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
const REMOVE = `DELETE FROM alert_subscribers WHERE organization_id = $1 AND user_id = $2`;

export type SubscriberStore = ReturnType<typeof subscriberStore>;

/** Who is mailed when warnings are opened. Whether they are members still is auth's to say, when it mails them. */
export function subscriberStore(database: Database) {
  const list = async (organizationId: string): Promise<string[]> =>
    (await database.query(LIST, [organizationId])).map(({ userId }) => userId);
  return {
    list,
    has: async (organizationId: string, userId: string) => (await list(organizationId)).includes(userId),

    /** Begins or ends it. What is so already is not recorded again. */
    set: (organizationId: string, actor: AuditEvent['actor'], userId: string, mail: boolean): Promise<void> =>
      database.transaction(async (tx) => {
        if ((await tx.execute(mail ? ADD : REMOVE, [organizationId, userId])) === 0) return;
        const subject = { kind: 'user', id: userId };
        const action = mail ? 'alerts.subscribed' : 'alerts.unsubscribed';
        await audit(tx, { organizationId, actor, action, subject });
      }),
  };
}

import { v7 as uuidv7 } from 'uuid';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { instant, integer, nullable, statement, uuid } from '../../../../storage/statement.ts';
import type { NewAlert } from './alerts.ts';

const BEGIN = `UPDATE alert_checks SET soon = false WHERE organization_id = $1 AND turn = $2`;
const BEGIN_CHAIN = `
  SELECT check_alerts_soon($1) WHERE NOT EXISTS (SELECT FROM alert_checks WHERE organization_id = $1)`;
const END = statement(
  `UPDATE alert_checks SET turn = turn + 1, checked_at = $3 WHERE organization_id = $1 AND turn = $2 RETURNING turn`,
  { turn: integer },
);
/** Somebody has the rules asked again: what was found is news all the same. */
const ENDED = `UPDATE alert_checks SET checked_at = $2 WHERE organization_id = $1`;
const CHECKED = statement(`SELECT checked_at AS "checkedAt" FROM alert_checks WHERE organization_id = $1`, {
  checkedAt: nullable(instant),
});
const WEBHOOKS = statement(
  'SELECT id AS "webhookId" FROM alert_webhooks WHERE organization_id = $1 ORDER BY id',
  {
    webhookId: uuid,
  },
);
/** News is kept for whoever was away for a while; who was away longer reads anew. */
const FORGET = `
  WITH gone AS (
    DELETE FROM figure_news WHERE organization_id = $1 AND at < $2::timestamptz - interval '1 day' RETURNING number
  )
  UPDATE news_numbers SET forgotten = greatest(forgotten, (SELECT max(number) FROM gone))
   WHERE organization_id = $1 AND EXISTS (SELECT FROM gone)`;

export type CheckStore = ReturnType<typeof checkStore>;

/** When the rules are asked: one chain of checks an organisation, which a change of figures shortens (migration 0018). */
export function checkStore(
  { database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> },
  everySeconds: number,
) {
  return {
    /** Whether it is this turn's. What changes from here on asks for another check. */
    begin: async (organizationId: string, turn: number): Promise<boolean> =>
      (await database.execute(BEGIN, [organizationId, turn])) === 1,

    /** Ends a check in the transaction of what it found, and asks for the next one, where nobody has. */
    async end(tx: Tx, organizationId: string, turn: number, now: Date): Promise<void> {
      await tx.execute(FORGET, [organizationId, now]);
      const [next] = await tx.query(END, [organizationId, turn, now]);
      if (!next) await tx.execute(ENDED, [organizationId, now]);
      else
        await jobs.enqueue(
          tx,
          jobKinds.checkAlerts,
          { organizationId, turn: next.turn },
          { key: organizationId, startAfterSeconds: everySeconds },
        );
    },

    /** Asks for a mail of the warnings that a check opened, and to post them to each webhook, in its transaction. */
    async tell(tx: Tx, organizationId: string, opened: readonly NewAlert[], now: Date): Promise<void> {
      const alertIds = opened.filter(({ body }) => body.severity === 'warning').map(({ id }) => id);
      if (alertIds.length === 0) return;
      const notice = { noticeId: uuidv7(), alertIds, openedAt: now.toISOString() };
      await jobs.enqueue(tx, jobKinds.tellAlerts, { organizationId, ...notice });
      for (const { webhookId } of await tx.query(WEBHOOKS, [organizationId])) {
        const { openedAt } = notice;
        await jobs.enqueue(tx, jobKinds.postAlerts, { organizationId, webhookId, alertIds, openedAt });
      }
    },

    /** Begins the chain of checks of an organisation that has none, because its figures are older than the rules. */
    async beginChain(organizationId: string): Promise<void> {
      await database.execute(BEGIN_CHAIN, [organizationId]);
    },

    /** When the rules were last asked; null: never. */
    async checkedAt(organizationId: string): Promise<Date | null> {
      return (await database.query(CHECKED, [organizationId]))[0]?.checkedAt ?? null;
    },
  };
}

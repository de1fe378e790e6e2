import { v7 as uuidv7 } from 'uuid';
import { jobs as jobKinds } from '../../../contracts/jobs.ts';
import { type AlertWebhook, WEBHOOK_KINDS, type WebhookKind } from '../../../contracts/analytics/webhooks.ts';
import { AppError } from '../../../lib/errors.ts';
import { deriveKey, SealBroken, Sealing } from '../../../lib/sealing.ts';
import { audit, type DoneBy } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';
import { instant, integer, nullable, oneOf, statement, text, uuid } from '../../../storage/statement.ts';
import { queueNotice } from '../readers/queue-notice.ts';

const LIST = statement(
  `SELECT id, kind, name, host, sent_at AS "sentAt", failed_since AS "failedSince", last_error AS "lastError",
     created_by AS "createdBy", created_at AS "createdAt"
   FROM alert_webhooks WHERE organization_id = $1 ORDER BY id`,
  {
    ...{ id: uuid, kind: oneOf(WEBHOOK_KINDS), name: text, host: text, sentAt: nullable(instant) },
    ...{ failedSince: nullable(instant), lastError: nullable(text), createdBy: uuid, createdAt: instant },
  },
);
/** Whoever adds one waits for whoever else does, so that there are never more than may be. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('alert_webhooks ' || $1::text, 0))`;
const COUNT = statement('SELECT count(*) AS count FROM alert_webhooks WHERE organization_id = $1', {
  count: integer,
});
const ADD = `
  INSERT INTO alert_webhooks (organization_id, id, kind, name, host, sealed_url, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const REMOVE = statement(
  'DELETE FROM alert_webhooks WHERE organization_id = $1 AND id = $2 RETURNING kind, name, host',
  { kind: oneOf(WEBHOOK_KINDS), name: text, host: text },
);
const TARGET = statement(
  'SELECT kind, sealed_url AS "sealedUrl" FROM alert_webhooks WHERE organization_id = $1 AND id = $2',
  { kind: oneOf(WEBHOOK_KINDS), sealedUrl: text },
);
const SENT = `
  UPDATE alert_webhooks SET sent_at = $3, failed_since = NULL, last_error = NULL WHERE organization_id = $1 AND id = $2`;
const FAILED = `
  UPDATE alert_webhooks SET failed_since = coalesce(failed_since, $3), last_error = $4
   WHERE organization_id = $1 AND id = $2`;

type NewWebhook = { kind: WebhookKind; name: string; url: URL };
type Options = { secrets: readonly [string, ...string[]] | undefined; perOrganization: number };
export type WebhookStore = ReturnType<typeof webhookStore>;

/** The sealing of addresses; null where whoever runs this product has set no key. */
function sealingOf(secrets: Options['secrets']): Sealing | null {
  if (!secrets) return null;
  const [newest, ...earlier] = secrets.map((secret) => deriveKey(secret, 'sip alert webhooks v1'));
  return newest ? new Sealing(newest, { older: earlier }) : null;
}
const placeOf = (organizationId: string, id: string) => `${organizationId}|alert_webhooks|${id}`;

/** Where alerts are posted, and how that went. */
export function webhookStore(
  { database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> },
  { secrets, perOrganization }: Options,
) {
  const sealing = sealingOf(secrets);
  return {
    ...deliveries(database, sealing),

    /** @throws AppError ALERT_WEBHOOKS_FULL, ALERT_WEBHOOKS_OFF where no key is set */
    add: (by: DoneBy, { kind, name, url }: NewWebhook): Promise<string> =>
      database.transaction(async (tx) => {
        if (!sealing) throw new AppError('ALERT_WEBHOOKS_OFF');
        const { organizationId } = by;
        await tx.execute(LOCK, [organizationId]);
        const [row] = await tx.query(COUNT, [organizationId]);
        if ((row?.count ?? 0) >= perOrganization) throw new AppError('ALERT_WEBHOOKS_FULL');
        const id = uuidv7();
        const sealed = sealing.seal(url.href, placeOf(organizationId, id));
        await tx.execute(ADD, [organizationId, id, kind, name, url.host, sealed, by.userId, by.at]);
        const subject = { kind: 'alert_webhook', id };
        const detail = { kind, name, host: url.host };
        await audit(tx, { organizationId, actor: by.actor, action: 'alert_webhook.added', subject, detail });
        const made = { madeBy: by.userId, madeAt: by.at };
        await queueNotice(tx, jobs, { organizationId, what: 'alert_webhook_added', readerId: id, ...made });
        return id;
      }),

    /** @throws AppError ALERT_WEBHOOK_NOT_FOUND */
    remove: (
      { organizationId, actor }: Pick<DoneBy, 'organizationId' | 'actor'>,
      id: string,
    ): Promise<void> =>
      database.transaction(async (tx) => {
        const [detail] = await tx.query(REMOVE, [organizationId, id]);
        if (!detail) throw new AppError('ALERT_WEBHOOK_NOT_FOUND');
        const subject = { kind: 'alert_webhook', id };
        await audit(tx, { organizationId, actor, action: 'alert_webhook.removed', subject, detail });
      }),

    /** Asks for a message that says that it is a test. @throws AppError ALERT_WEBHOOK_NOT_FOUND */
    test: ({ organizationId, actor, at }: DoneBy, id: string): Promise<void> =>
      database.transaction(async (tx) => {
        if ((await tx.query(TARGET, [organizationId, id])).length === 0)
          throw new AppError('ALERT_WEBHOOK_NOT_FOUND');
        const subject = { kind: 'alert_webhook', id };
        await audit(tx, { organizationId, actor, action: 'alert_webhook.tested', subject });
        const test = { organizationId, webhookId: id, alertIds: [], openedAt: at.toISOString() };
        await jobs.enqueue(tx, jobKinds.postAlerts, test);
      }),
  };
}

/** What is seen of webhooks, where to post, and how that went. */
function deliveries(database: Database, sealing: Sealing | null) {
  return {
    async list(organizationId: string): Promise<AlertWebhook[]> {
      const rows = await database.query(LIST, [organizationId]);
      return rows.map((row) => ({
        ...row,
        state: row.failedSince ? 'failing' : row.sentAt ? 'working' : 'untried',
        sentAt: row.sentAt?.toISOString() ?? null,
        failedSince: row.failedSince?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      }));
    },

    /** Where to post, with the address in the clear; null: it was removed. @throws SealBroken under another key, or none */
    async target(organizationId: string, id: string): Promise<{ kind: WebhookKind; url: URL } | null> {
      const [row] = await database.query(TARGET, [organizationId, id]);
      if (!row) return null;
      if (!sealing) throw new SealBroken();
      return { kind: row.kind, url: new URL(sealing.openText(row.sealedUrl, placeOf(organizationId, id))) };
    },

    async sent(tx: Tx, organizationId: string, id: string, at: Date): Promise<void> {
      await tx.execute(SENT, [organizationId, id, at]);
    },

    async failed(organizationId: string, id: string, at: Date, because: string): Promise<void> {
      await database.execute(FAILED, [organizationId, id, at, because]);
    },
  };
}

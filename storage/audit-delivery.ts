import type pg from 'pg';
import { JOBS_SCHEMA } from './queues.ts';

const TRIGGER = 'audit_events_delivery';

/**
 * A job with the settings of the service's audit queue for each of `rows`: what pg-boss's own `send` writes. It is
 * written by PostgreSQL, in the transaction of the row and without another round trip; the worker looks once a second.
 */
const jobsFor = (service: string, rows: string) => `
  INSERT INTO ${JOBS_SCHEMA}.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max,
    expire_seconds, deletion_seconds, keep_until, policy, dead_letter, heartbeat_seconds)
  SELECT q.name, jsonb_build_object('organizationId', e.organization_id, 'eventId', e.id), q.retry_limit,
    q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds,
    now() + q.retention_seconds * interval '1 second', q.policy, q.dead_letter, q.heartbeat_seconds
  FROM ${rows} e, ${JOBS_SCHEMA}.queue q WHERE q.name = '${service}.audit'`;

/**
 * Makes PostgreSQL ask for the delivery of every audit row to auth's chain (docs/decisions.md#24-audit) in the
 * statement that writes it. So no row can be written without, neither by a statement that forgot it nor by a node of
 * a release that does not know of the chain. The rows that are there at the first time are asked for too.
 * @param client as the owner of the tables, after the queues were installed
 */
export async function installAuditDelivery(client: pg.Client, service: string): Promise<void> {
  const { rows } = await client.query<{ needed: boolean }>(
    `SELECT to_regclass('public.audit_events') IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '${TRIGGER}') AS needed`,
  );
  if (!rows[0]?.needed) return;
  await client.query(`
    BEGIN;
    CREATE OR REPLACE FUNCTION ask_for_audit_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${jobsFor(service, 'added')};
      RETURN NULL;
    END $$;
    CREATE TRIGGER ${TRIGGER} AFTER INSERT ON audit_events REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION ask_for_audit_delivery();
    ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY; -- as long as this transaction lasts, for its owner
    ${jobsFor(service, 'audit_events')};
    ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
    COMMIT;`);
}

import type { Alert, AlertBody, AlertState } from '../../../../contracts/analytics/alerts.ts';
import { ALERT_STATES } from '../../../../contracts/analytics/alerts.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit, type DoneBy } from '../../../../storage/audit.ts';
import type { Database, Query, Tx } from '../../../../storage/database.ts';
import {
  day,
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
  type Statement,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { tellNews } from './news.ts';

const COLUMNS = `id, number, state, campaign_id AS "campaignId", body, shape, opened_at AS "openedAt", found_at AS "foundAt",
  acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy", note, closed_at AS "closedAt",
  closed_because AS "closedBecause"`;
const ROW = {
  id: uuid,
  number: integer,
  state: oneOf(ALERT_STATES),
  campaignId: uuid,
  body: json,
  shape: integer,
  openedAt: instant,
  foundAt: instant,
  acknowledgedAt: nullable(instant),
  acknowledgedBy: nullable(uuid),
  note: nullable(text),
  closedAt: nullable(instant),
  closedBecause: nullable(oneOf(['no_longer_true', 'time_passed'])),
} as const;

const LIST = statement(
  `SELECT ${COLUMNS} FROM alerts
   WHERE organization_id = $1 AND state = ANY($2::text[]) AND ($3::uuid IS NULL OR id < $3::uuid) ORDER BY id DESC LIMIT $4`,
  ROW,
);
const FIND = statement(`SELECT ${COLUMNS} FROM alerts WHERE organization_id = $1 AND id = $2`, ROW);
const FIND_MANY = statement(
  `SELECT ${COLUMNS} FROM alerts WHERE organization_id = $1 AND id = ANY($2::uuid[]) ORDER BY id`,
  ROW,
);
const CHANGED = statement(
  `SELECT ${COLUMNS} FROM alerts WHERE organization_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
  ROW,
);
const LIVING = statement(
  `SELECT id, key, until, body, shape FROM alerts WHERE organization_id = $1 AND state IN ('open', 'acknowledged')`,
  { id: uuid, key: text, until: nullable(day), body: json, shape: integer },
);
const OPEN = `
  INSERT INTO alerts (organization_id, id, key, number, state, campaign_id, until, body, shape, opened_at, found_at)
  VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $9) ON CONFLICT DO NOTHING`;
const FOUND = `UPDATE alerts SET found_at = $3 WHERE organization_id = $1 AND id = ANY($2::uuid[])`;
const RESTATE = `
  UPDATE alerts SET body = $3, shape = $4, number = $5, found_at = $6, until = $7
   WHERE organization_id = $1 AND id = $2 AND state <> 'closed'`;
const CLOSE = `
  UPDATE alerts SET state = 'closed', number = $3, closed_at = $4, closed_because = $5
   WHERE organization_id = $1 AND id = $2 AND state <> 'closed'`;
const ACKNOWLEDGE = `
  UPDATE alerts SET state = 'acknowledged', number = $3, acknowledged_at = $4, acknowledged_by = $5, note = $6
   WHERE organization_id = $1 AND id = $2 AND state = 'open'`;

type RowOf<S> = S extends Statement<infer Row> ? Row : never;
export type Living = { id: string; key: string; until: string | null; body: AlertBody };
export type NewAlert = { id: string; key: string; campaignId: string; until: string | null; body: AlertBody };
export type AlertStore = ReturnType<typeof alertStore>;

/** What the rules found. A change of an alert has the number of its news, in the same transaction. */
export function alertStore(database: Database) {
  return { ...reads(database), ...writes, acknowledge: acknowledging(database) };
}

function reads(database: Database) {
  return {
    /** Newest first. */
    async list(
      organizationId: string,
      question: { states: readonly AlertState[]; after: string | null; limit: number },
    ): Promise<Alert[]> {
      const { states, after, limit } = question;
      return (await database.query(LIST, [organizationId, states, after, limit])).map(alertOf);
    },

    async findMany(organizationId: string, ids: readonly string[]): Promise<Alert[]> {
      return (await database.query(FIND_MANY, [organizationId, ids])).map(alertOf);
    },

    /** Those that changed after a number of news, with the number of each. */
    async changedAfter(query: Query, organizationId: string, number: number, limit: number) {
      const rows = await query(CHANGED, [organizationId, number, limit]);
      return rows.map((row) => ({ number: row.number, alert: alertOf(row) }));
    },

    /** Those that are not closed. */
    async living(organizationId: string): Promise<Living[]> {
      const rows = await database.query(LIVING, [organizationId]);
      return rows.map(({ body, shape, ...row }) => ({ ...row, body: shapes.alert.read(body, shape) }));
    },
  };
}

const writes = {
  async open(tx: Tx, organizationId: string, alert: NewAlert, at: Date): Promise<void> {
    const { id, key, campaignId, until, body } = alert;
    const document = [shapes.alert.write(body), shapes.alert.number];
    const number = await tellNews(tx, organizationId);
    await tx.execute(OPEN, [organizationId, id, key, number, campaignId, until, ...document, at]);
  },

  /** The same alerts were found again, with the same numbers. */
  async found(tx: Tx, organizationId: string, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length > 0) await tx.execute(FOUND, [organizationId, ids, at]);
  },

  /** The same alert was found again, with other numbers. */
  async restate(
    tx: Tx,
    organizationId: string,
    { id, body, until }: Omit<Living, 'key'>,
    at: Date,
  ): Promise<void> {
    const document = [shapes.alert.write(body), shapes.alert.number];
    const number = await tellNews(tx, organizationId);
    await tx.execute(RESTATE, [organizationId, id, ...document, number, at, until]);
  },

  async close(
    tx: Tx,
    organizationId: string,
    id: string,
    because: NonNullable<Alert['closedBecause']>,
    at: Date,
  ): Promise<void> {
    await tx.execute(CLOSE, [organizationId, id, await tellNews(tx, organizationId), at, because]);
  },
} as const;

/** Notes who has seen an alert; once seen, it stays so. @throws AppError ALERT_NOT_FOUND, ALERT_CLOSED */
const acknowledging =
  (database: Database) =>
  ({ organizationId, actor, userId, at }: DoneBy, id: string, note: string | null): Promise<Alert> =>
    database.transaction(async (tx) => {
      const number = await tellNews(tx, organizationId);
      const changed = await tx.execute(ACKNOWLEDGE, [organizationId, id, number, at, userId, note]);
      const [row] = await tx.query(FIND, [organizationId, id]);
      if (!row) throw new AppError('ALERT_NOT_FOUND');
      if (row.state === 'closed') throw new AppError('ALERT_CLOSED');
      const subject = { kind: 'campaign', id: row.campaignId };
      const detail = { alertId: id, code: alertOf(row).code };
      if (changed === 1)
        await audit(tx, { organizationId, actor, action: 'alert.acknowledged', subject, detail });
      return alertOf(row);
    });

function alertOf({ body, shape, number: _number, ...row }: RowOf<typeof FIND>): Alert {
  return {
    ...row,
    ...shapes.alert.read(body, shape),
    openedAt: row.openedAt.toISOString(),
    foundAt: row.foundAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

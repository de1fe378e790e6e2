import { v4 as uuidv4 } from 'uuid';
import type { ReportPlan } from '../../../contracts/analytics/schedules.ts';
import { jobs as jobKinds } from '../../../contracts/jobs.ts';
import { AppError } from '../../../lib/errors.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import { audit, type AuditEvent } from '../../../storage/audit.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';
import {
  instant,
  integer,
  json,
  nullable,
  statement,
  text,
  uuid,
  uuids,
  type RowOf,
} from '../../../storage/statement.ts';
import { shapes } from '../shapes.ts';

const columns = {
  id: uuid,
  name: text,
  plan: json,
  shape: integer,
  recipients: uuids,
  optedOut: uuids,
  createdBy: uuid,
  createdAt: instant,
  turn: integer,
  mailId: uuid,
  nextAt: instant,
  lastAt: nullable(instant),
  lastMailedTo: nullable(integer),
  lastError: nullable(text),
};
export type ScheduleRow = Omit<RowOf<typeof columns>, 'plan' | 'shape'> & { plan: ReportPlan };
/** What people say of a schedule. */
export type ScheduleInput = { name: string; plan: ReportPlan; recipients: readonly string[] };
/** How a turn ended. */
export type Outcome = { mailedTo: number; error: string | null };
type By = { organizationId: string; actor: AuditEvent['actor'] };

const SELECT = `
  SELECT s.id, s.name, s.plan, s.shape, s.recipients, s.created_by AS "createdBy", s.created_at AS "createdAt", s.turn,
    s.mail_id AS "mailId", s.next_at AS "nextAt", s.last_at AS "lastAt", s.last_mailed_to AS "lastMailedTo",
    s.last_error AS "lastError", ARRAY(SELECT o.user_id FROM report_opt_outs o
      WHERE o.organization_id = $1 AND o.schedule_id = s.id ORDER BY o.user_id) AS "optedOut"
  FROM report_schedules s WHERE s.organization_id = $1`;
const FIND = statement(`${SELECT} AND s.id = $2`, columns);
const LOCKED = statement(`${SELECT} AND s.id = $2 FOR UPDATE OF s`, columns);
const PAGE = statement(`${SELECT} AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`, columns);
/** Two that are made at once are counted one after the other. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('report-schedules ' || $1::text, 0))`;
const OTHERS = statement('SELECT id FROM report_schedules WHERE organization_id = $1 LIMIT $2', { id: uuid });
const INSERT = `
  INSERT INTO report_schedules (organization_id, id, name, plan, shape, recipients, created_by, created_at, turn, mail_id, next_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)`;
const CHANGE = `
  UPDATE report_schedules SET name = $3, plan = $4, shape = $5, recipients = $6, turn = turn + 1, mail_id = $7, next_at = $8
  WHERE organization_id = $1 AND id = $2`;
const END_TURN = `
  UPDATE report_schedules SET turn = turn + 1, mail_id = $4, next_at = $5, last_at = $6, last_mailed_to = $7, last_error = $8
  WHERE organization_id = $1 AND id = $2 AND turn = $3`;
const DELETE = 'DELETE FROM report_schedules WHERE organization_id = $1 AND id = $2';
const OPT_OUT = `
  INSERT INTO report_opt_outs (organization_id, schedule_id, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
const OPT_IN = 'DELETE FROM report_opt_outs WHERE organization_id = $1 AND schedule_id = $2 AND user_id = $3';

export type ScheduleStore = ReturnType<typeof scheduleStore>;
type Storage = { database: Database; jobs: Jobs };

/** Scheduled reports. The job of the next turn is asked for in the transaction that makes the turn. */
export function scheduleStore(storage: Storage) {
  return {
    ...readers(storage),
    ...changes(storage),
    ...ends(storage),
    /** Ends a turn and asks for the next one. Nothing happens when it is over already. */
    async endTurn(
      tx: Tx,
      organizationId: string,
      { id, turn }: Pick<ScheduleRow, 'id' | 'turn'>,
      { mailedTo, error }: Outcome,
      { now, nextAt }: { now: Date; nextAt: Date },
    ): Promise<void> {
      const values = [organizationId, id, turn, uuidv4(), nextAt, now, mailedTo, error];
      if ((await tx.execute(END_TURN, values)) === 1)
        await enqueue(storage.jobs, tx, organizationId, id, turn + 1, nextAt.getTime() - now.getTime());
    },
  };
}

function readers({ database }: Storage) {
  return {
    async find(organizationId: string, id: string): Promise<ScheduleRow | null> {
      const [row] = await database.query(FIND, [organizationId, id]);
      return row ? read(row) : null;
    },

    /** The newest first, older than the one with the id `before`. */
    async list(organizationId: string, before: string | null, limit: number): Promise<ScheduleRow[]> {
      return (await database.query(PAGE, [organizationId, before, limit])).map(read);
    },
  };
}

function changes({ database, jobs }: Storage) {
  return {
    /** @throws AppError SCHEDULES_FULL */
    create: (
      by: By,
      made: ScheduleInput & { id: string; createdBy: string },
      { now, nextAt, most }: { now: Date; nextAt: Date; most: number },
    ): Promise<void> =>
      database.transaction(async (tx) => {
        const { organizationId } = by;
        const { id, name, plan, recipients, createdBy } = made;
        await tx.execute(LOCK, [organizationId]);
        if ((await tx.query(OTHERS, [organizationId, most])).length >= most)
          throw new AppError('SCHEDULES_FULL');
        const document = shapes.reportPlan.write(plan);
        const values = [
          id,
          name,
          document,
          shapes.reportPlan.number,
          recipients,
          createdBy,
          now,
          uuidv4(),
          nextAt,
        ];
        await tx.execute(INSERT, [organizationId, ...values]);
        await enqueue(jobs, tx, organizationId, id, 1, nextAt.getTime() - now.getTime());
        await audit(tx, { ...by, action: 'report_schedule.created', ...about(id, name) });
      }),

    /** Changes a schedule; what was to be mailed by the plan before is not. @throws AppError SCHEDULE_NOT_FOUND */
    change: (
      by: By,
      id: string,
      changed: (present: ScheduleRow) => { input: ScheduleInput; nextAt: Date },
      now: Date,
    ): Promise<void> =>
      database.transaction(async (tx) => {
        const { organizationId } = by;
        const present = await locked(tx, organizationId, id);
        const { input, nextAt } = changed(present);
        const { name, plan, recipients } = input;
        const document = shapes.reportPlan.write(plan);
        const values = [name, document, shapes.reportPlan.number, recipients, uuidv4(), nextAt];
        await tx.execute(CHANGE, [organizationId, id, ...values]);
        await enqueue(jobs, tx, organizationId, id, present.turn + 1, nextAt.getTime() - now.getTime());
        await audit(tx, { ...by, action: 'report_schedule.changed', ...about(id, name) });
      }),
  };
}

function ends({ database }: Storage) {
  return {
    /** @throws AppError SCHEDULE_NOT_FOUND */
    remove: (by: By, id: string): Promise<void> =>
      database.transaction(async (tx) => {
        const { name } = await locked(tx, by.organizationId, id);
        await tx.execute(DELETE, [by.organizationId, id]);
        await audit(tx, { ...by, action: 'report_schedule.deleted', ...about(id, name) });
      }),

    /** What a recipient wants themselves. @throws AppError SCHEDULE_NOT_FOUND, also for who is no recipient */
    subscribe: (organizationId: string, id: string, userId: string, subscribed: boolean): Promise<void> =>
      database.transaction(async (tx) => {
        const { recipients } = await locked(tx, organizationId, id);
        if (!recipients.includes(userId)) throw new AppError('SCHEDULE_NOT_FOUND');
        await tx.execute(subscribed ? OPT_IN : OPT_OUT, [organizationId, id, userId]);
      }),
  };
}

/** @throws AppError SCHEDULE_NOT_FOUND */
async function locked(tx: Tx, organizationId: string, id: string): Promise<ScheduleRow> {
  const [row] = await tx.query(LOCKED, [organizationId, id]);
  if (!row) throw new AppError('SCHEDULE_NOT_FOUND');
  return read(row);
}

const enqueue = (
  jobs: Jobs,
  tx: Tx,
  organizationId: string,
  scheduleId: string,
  turn: number,
  waitMs: number,
) =>
  jobs.enqueue(
    tx,
    jobKinds.sendReport,
    { organizationId, scheduleId, turn },
    {
      startAfterSeconds: Math.max(0, Math.ceil(waitMs / SECOND_MS)),
    },
  );

const about = (id: string, name: string) => ({
  subject: { kind: 'report-schedule', id },
  detail: { name },
});

const read = ({ plan, shape, ...row }: RowOf<typeof columns>): ScheduleRow => ({
  ...row,
  plan: shapes.reportPlan.read(plan, shape),
});

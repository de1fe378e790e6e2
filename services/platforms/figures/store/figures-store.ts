import { FigureLevel } from '../../../../contracts/platforms/figures.ts';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import {
  boolean,
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import { IS_BEING_PAUSED, LOST_MS, type Account } from '../../delivery/store/reading-queue.ts';
import { ownWork } from './own-work.ts';
import type { FiguresPace } from '../domain/window.ts';

/** Begins the chain of readings of an ad account, or has its next one come soon. */
const BEGIN = statement(
  `INSERT INTO figure_readings (organization_id, ad_account_id, turn, due_at) VALUES ($1, $2, 1, $3)
   ON CONFLICT (organization_id, ad_account_id) DO UPDATE SET turn = figure_readings.turn + 1, due_at = excluded.due_at
   RETURNING turn`,
  { turn: integer },
);
const RESTART = statement(
  `INSERT INTO figure_readings (organization_id, ad_account_id, turn, due_at)
   SELECT organization_id, id, 1, $2::timestamptz FROM ad_accounts WHERE organization_id = $1 AND status <> 'disconnected'
   ON CONFLICT (organization_id, ad_account_id) DO UPDATE SET turn = figure_readings.turn + 1, due_at = excluded.due_at
   WHERE figure_readings.due_at IS NULL OR figure_readings.due_at < $3
   RETURNING ad_account_id AS "adAccountId", turn`,
  { adAccountId: uuid, turn: integer },
);
const FIND = statement(
  `SELECT r.turn, r.due_at AS "dueAt", r.told_until AS "toldUntil", r.restated_at AS "restatedAt",
     to_char(r.first_day, 'YYYY-MM-DD') AS "firstDay", r.error_code AS "errorCode", r.error_message AS "errorMessage",
     ${IS_BEING_PAUSED} AS pausing
   FROM figure_readings r WHERE r.organization_id = $1 AND r.ad_account_id = $2`,
  {
    turn: integer,
    dueAt: nullable(instant),
    toldUntil: nullable(instant),
    restatedAt: nullable(instant),
    firstDay: nullable(text),
    errorCode: nullable(text),
    errorMessage: nullable(text),
    pausing: boolean,
  },
);
const ADVANCE = statement(
  `UPDATE figure_readings r SET turn = turn + 1,
     due_at = CASE WHEN EXISTS (SELECT 1 FROM ad_accounts a
       WHERE a.organization_id = $1 AND a.id = $2 AND a.status <> 'disconnected') THEN $4::timestamptz END
   WHERE organization_id = $1 AND ad_account_id = $2 AND turn = $3
   RETURNING turn, due_at IS NOT NULL AS "goesOn"`,
  { turn: integer, goesOn: boolean },
);
const TELL = `
  UPDATE figure_readings SET told_until = $3, restated_at = CASE WHEN $4 THEN $3 ELSE restated_at END,
    first_day = least(first_day, $5::date), error_code = NULL, error_message = NULL
  WHERE organization_id = $1 AND ad_account_id = $2`;
const FAIL = `
  UPDATE figure_readings SET error_code = $3, error_message = $4 WHERE organization_id = $1 AND ad_account_id = $2`;
const KEEP_IMPORT = `
  INSERT INTO figure_imports (organization_id, ad_account_id, level, import_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (organization_id, ad_account_id, level) DO UPDATE SET import_id = excluded.import_id`;
const IMPORTS = statement(
  `SELECT level, import_id AS "importId" FROM figure_imports WHERE organization_id = $1 AND ad_account_id = $2 ORDER BY level`,
  { level: oneOf(FigureLevel.options), importId: uuid },
);

export type FiguresStore = ReturnType<typeof figuresStore>;
export type Told = {
  asOf: Date;
  from: string;
  isWhole: boolean;
  imports: readonly { level: FigureLevel; importId: string }[];
};
/** How a reading ended. */
export type FiguresEnd = { told: Told } | { error: { code: string; message: string } } | { postponed: true };

/** What is known of the figures of ad accounts, and the readings that keep them current. */
export function figuresStore(database: Database, jobs: Jobs, pace: FiguresPace) {
  const soon = async (tx: Tx, account: Account, now: Date): Promise<void> => {
    const dueAt = new Date(now.getTime() + pace.quickMs);
    const [row] = await tx.query(BEGIN, [account.organizationId, account.adAccountId, dueAt]);
    if (row) await enqueue(tx, jobs, account, row.turn, pace.quickMs);
  };
  return {
    pace,
    /** Null where nothing reads the ad account. */
    async reading({ organizationId, adAccountId }: Account) {
      return (await database.query(FIND, [organizationId, adAccountId]))[0] ?? null;
    },
    ownWork: ownWork(database),
    imports: ({ organizationId, adAccountId }: Account) =>
      database.query(IMPORTS, [organizationId, adAccountId]),

    /** Has an ad account read soon. The reading that was due before has nothing to do any more. */
    soon,
    readNow: (account: Account, now: Date): Promise<void> =>
      database.transaction((tx) => soon(tx, account, now)),

    end: (tx: Tx, ended: EndOfReading): Promise<boolean> => endReading(tx, jobs, pace, ended),

    /** Begins the readings of an organisation's connected ad accounts where there are none. */
    restart: (organizationId: string, now: Date): Promise<void> =>
      database.transaction(async (tx) => {
        const [dueAt, lost] = [now.getTime() + pace.quickMs, now.getTime() - LOST_MS].map(
          (ms) => new Date(ms),
        );
        for (const { adAccountId, turn } of await tx.query(RESTART, [organizationId, dueAt, lost]))
          await enqueue(tx, jobs, { organizationId, adAccountId }, turn, pace.quickMs);
      }),
  };
}

/** The reading that has ended, and how long the platform wants to be left alone. */
export type EndOfReading = { account: Account; turn: number; end: FiguresEnd; waitMs: number; now: Date };

/** Ends a reading and has the next one come; false when another one has taken its place, and nothing was saved. */
async function endReading(
  tx: Tx,
  jobs: Jobs,
  { periodMs }: FiguresPace,
  { account, turn, end, waitMs, now }: EndOfReading,
): Promise<boolean> {
  const { organizationId, adAccountId } = account;
  const delayMs = Math.max(waitMs, 'postponed' in end ? 0 : periodMs);
  const values = [organizationId, adAccountId, turn, new Date(now.getTime() + delayMs)];
  const [next] = await tx.query(ADVANCE, values);
  if (!next) return false;
  if ('error' in end)
    await tx.execute(FAIL, [organizationId, adAccountId, end.error.code, end.error.message]);
  if ('told' in end) await saveTold(tx, account, end.told);
  if (next.goesOn) await enqueue(tx, jobs, account, next.turn, delayMs);
  return true;
}

async function saveTold(tx: Tx, { organizationId, adAccountId }: Account, told: Told): Promise<void> {
  const { asOf, isWhole, from, imports } = told;
  await tx.execute(TELL, [organizationId, adAccountId, asOf, isWhole, from]);
  for (const { level, importId } of imports)
    await tx.execute(KEEP_IMPORT, [organizationId, adAccountId, level, importId]);
}

/** Enqueues the reading of a turn; one of an ad account runs at a time. */
async function enqueue(
  tx: Tx,
  jobs: Jobs,
  { organizationId, adAccountId }: Account,
  turn: number,
  delayMs: number,
): Promise<void> {
  const options = { key: adAccountId, startAfterSeconds: delayMs / 1_000 };
  await jobs.enqueue(tx, jobKinds.readFigures, { organizationId, adAccountId, turn }, options);
}

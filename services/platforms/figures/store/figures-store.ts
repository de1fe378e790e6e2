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
import {
  IS_BEING_PAUSED,
  readingChain,
  type Account,
  type Ended,
} from '../../readings/store/reading-chain.ts';
import { ownWork } from './own-work.ts';
import type { FiguresPace } from '../domain/window.ts';

const READABLE = `SELECT id FROM ad_accounts WHERE organization_id = $1 AND status <> 'disconnected'`;
const FIND = statement(
  `SELECT r.turn, r.asks, r.due_at AS "dueAt", r.told_until AS "toldUntil", r.restated_at AS "restatedAt",
     to_char(r.first_day, 'YYYY-MM-DD') AS "firstDay", r.error_code AS "errorCode", r.error_message AS "errorMessage",
     ${IS_BEING_PAUSED} AS pausing
   FROM figure_readings r WHERE r.organization_id = $1 AND r.ad_account_id = $2`,
  {
    turn: integer,
    asks: integer,
    dueAt: nullable(instant),
    toldUntil: nullable(instant),
    restatedAt: nullable(instant),
    firstDay: nullable(text),
    errorCode: nullable(text),
    errorMessage: nullable(text),
    pausing: boolean,
  },
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
export type FiguresEnd = { told: Told } | { error: { code: string; message: string } };

/** What is known of the figures of ad accounts, and the readings that keep them current. */
export function figuresStore(database: Database, jobs: Jobs, pace: FiguresPace) {
  const kind = { table: 'figure_readings', job: jobKinds.readFigures, accounts: READABLE } as const;
  const chain = readingChain(jobs, { ...kind, quickMs: pace.quickMs });
  return {
    pace,
    /** Null where nothing reads the ad account. */
    async reading({ organizationId, adAccountId }: Account) {
      return (await database.query(FIND, [organizationId, adAccountId]))[0] ?? null;
    },
    ownWork: ownWork(database),
    imports: ({ organizationId, adAccountId }: Account) =>
      database.query(IMPORTS, [organizationId, adAccountId]),

    /** Has an ad account read soon. */
    soon: chain.soon,
    readNow: (account: Account, now: Date): Promise<void> =>
      database.transaction((tx) => chain.soon(tx, account, now)),

    postpone: chain.postpone,

    /** Ends a reading and has the next one come; false when another one has taken its place, and nothing was saved. */
    async end(tx: Tx, account: Account, ended: Ended, end: FiguresEnd): Promise<boolean> {
      const delay = ({ isAskedSince }: { isAskedSince: boolean }) =>
        isAskedSince ? pace.quickMs : pace.periodMs;
      if (!(await chain.next(tx, account, ended, delay))) return false;
      await saveEnd(tx, account, end);
      return true;
    },

    /** Begins the readings of an organisation's connected ad accounts where there are none. */
    restart: (organizationId: string, now: Date): Promise<void> =>
      database.transaction((tx) => chain.restart(tx, organizationId, now)),
  };
}

async function saveEnd(tx: Tx, account: Account, end: FiguresEnd): Promise<void> {
  if ('told' in end) return saveTold(tx, account, end.told);
  const { code, message } = end.error;
  await tx.execute(FAIL, [account.organizationId, account.adAccountId, code, message]);
}

async function saveTold(tx: Tx, { organizationId, adAccountId }: Account, told: Told): Promise<void> {
  const { asOf, isWhole, from, imports } = told;
  await tx.execute(TELL, [organizationId, adAccountId, asOf, isWhole, from]);
  for (const { level, importId } of imports)
    await tx.execute(KEEP_IMPORT, [organizationId, adAccountId, level, importId]);
}

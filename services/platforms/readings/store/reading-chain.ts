import type { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../lib/time.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { boolean, instant, integer, nullable, statement, uuid } from '../../../../storage/statement.ts';

export type Account = { organizationId: string; adAccountId: string };

/** Has an ad account read soon, because something on it was changed or somebody asked. */
export type LookSoon = (tx: Tx, account: Account, now: Date) => Promise<void>;

/** How long a reading that is due lets pauses of its ad account go first; then it goes on beside them. */
export const YIELD_MS = 10 * SECOND_MS;
/** After so long it looks again whether the pause is over. */
export const BEHIND_A_PAUSE_MS = 2 * SECOND_MS;
/** Chains that have not moved for this long after their next reading was due have lost their job. */
const LOST_MS = 10 * MINUTE_MS;

/** Whether an ad account is being paused: $1 the organisation, $2 the account. */
export const IS_BEING_PAUSED = `EXISTS (SELECT 1 FROM ops o WHERE o.organization_id = $1 AND o.ad_account_id = $2 AND o.kind = 'pause'
       AND o.state IN ('pending', 'running'))`;

/**
 * Whether a reading lets a pause go first: the stop comes first, and its quota is kept for it. Only for a while, because a pause may
 * be tried for days, and people must see what the account's other campaigns do.
 */
export const isYielding = (
  { pausing, dueAt }: { pausing: boolean; dueAt: Date | null },
  now: Date,
): boolean => pausing && dueAt !== null && now.getTime() - dueAt.getTime() < YIELD_MS;

/** A kind of reading of which every ad account has a chain. */
export type ChainKind = {
  table: 'delivery_readings' | 'figure_readings';
  job: typeof jobKinds.readDelivery | typeof jobKinds.readFigures;
  /** A query for the ids of an organisation's ad accounts ($1) that there is anything to read on. */
  accounts: string;
  /** How long until a reading that was asked for, in milliseconds. */
  quickMs: number;
};

/** Where a chain is when a reading has ended. */
export type ChainState = { sinceChange: number; isAskedSince: boolean };
export type Ended = { turn: number; asks: number; waitMs: number; now: Date };

/**
 * The readings of ad accounts, one chain an account: the row says when the next one is due, and only the job of its present `turn`
 * does anything. What is asked for while a reading is due earlier than that, or is at work, leaves it alone: however often something
 * is changed, what is due is read. The next one comes soon after it.
 */
export function readingChain(jobs: Jobs, kind: ChainKind) {
  const { job, quickMs } = kind;
  const { begin, restart, lock, advance, postpone } = statementsOf(kind);
  const enqueue = async (tx: Tx, account: Account, turn: number, delayMs: number): Promise<void> => {
    const { organizationId, adAccountId } = account;
    const options = { key: adAccountId, startAfterSeconds: delayMs / 1_000 };
    await jobs.enqueue(tx, job, { organizationId, adAccountId, turn }, options);
  };
  const times = (now: Date) => [now.getTime() + quickMs, now.getTime() - LOST_MS].map((ms) => new Date(ms));
  return {
    /** Begins the chain of an ad account, or has its next reading come soon; nothing where there is nothing to read. */
    soon: async (tx: Tx, account: Account, now: Date): Promise<void> => {
      const [row] = await tx.query(begin, [account.organizationId, account.adAccountId, ...times(now)]);
      if (row?.isMoved) await enqueue(tx, account, row.turn, quickMs);
    },

    /**
     * Begins the chains of an organisation where there are none: what an earlier release left without, and chains whose job was
     * lost, for example with a restored database.
     */
    restart: async (tx: Tx, organizationId: string, now: Date): Promise<void> => {
      for (const { adAccountId, turn } of await tx.query(restart, [organizationId, ...times(now)]))
        await enqueue(tx, { organizationId, adAccountId }, turn, quickMs);
    },

    /** Ends the reading of a turn and has the next one come. False when another one has taken its place: nothing was saved. */
    next: async (
      tx: Tx,
      account: Account,
      { turn, asks, waitMs, now }: Ended,
      delay: (state: ChainState) => number,
    ): Promise<boolean> => {
      const values = [account.organizationId, account.adAccountId, turn];
      const [state] = await tx.query(lock, values);
      if (!state) return false;
      const delayMs = Math.max(
        waitMs,
        delay({ sinceChange: state.sinceChange, isAskedSince: state.asks > asks }),
      );
      const [next] = await tx.query(advance, [...values, new Date(now.getTime() + delayMs)]);
      if (next?.dueAt) await enqueue(tx, account, next.turn, delayMs);
      return true;
    },

    /** Has the reading of a turn tried again behind a pause; it is due since when it was. */
    postpone: async (tx: Tx, account: Account, turn: number): Promise<void> => {
      const [next] = await tx.query(postpone, [account.organizationId, account.adAccountId, turn]);
      if (next) await enqueue(tx, account, next.turn, BEHIND_A_PAUSE_MS);
    },
  };
}

const OF_TURN = 'organization_id = $1 AND ad_account_id = $2 AND turn = $3';

function statementsOf({ table, accounts }: ChainKind) {
  const moves = `(${table}.due_at IS NULL OR ${table}.due_at > excluded.due_at OR ${table}.due_at < $4)`;
  return {
    begin: statement(
      `INSERT INTO ${table} (organization_id, ad_account_id, turn, since_change, asks, due_at)
       SELECT $1, $2, 1, 0, 1, $3::timestamptz WHERE $2 IN (${accounts})
       ON CONFLICT (organization_id, ad_account_id) DO UPDATE
       SET turn = ${table}.turn + CASE WHEN ${moves} THEN 1 ELSE 0 END, since_change = 0, asks = ${table}.asks + 1,
         due_at = CASE WHEN ${moves} THEN excluded.due_at ELSE ${table}.due_at END
       RETURNING turn, due_at = $3 AS "isMoved"`,
      { turn: integer, isMoved: boolean },
    ),
    restart: statement(
      `INSERT INTO ${table} (organization_id, ad_account_id, turn, since_change, asks, due_at)
       SELECT $1::uuid, id, 1, 0, 1, $2::timestamptz FROM (${accounts}) AS readable (id)
       ON CONFLICT (organization_id, ad_account_id) DO UPDATE
       SET turn = ${table}.turn + 1, due_at = excluded.due_at
       WHERE ${table}.due_at IS NULL OR ${table}.due_at < $3
       RETURNING ad_account_id AS "adAccountId", turn`,
      { adAccountId: uuid, turn: integer },
    ),
    lock: statement(`SELECT since_change AS "sinceChange", asks FROM ${table} WHERE ${OF_TURN} FOR UPDATE`, {
      sinceChange: integer,
      asks: integer,
    }),
    advance: statement(
      `UPDATE ${table} SET turn = turn + 1, since_change = since_change + 1,
         due_at = CASE WHEN $2 IN (${accounts}) THEN $4::timestamptz END
       WHERE ${OF_TURN} RETURNING turn, due_at AS "dueAt"`,
      { turn: integer, dueAt: nullable(instant) },
    ),
    postpone: statement(`UPDATE ${table} SET turn = turn + 1 WHERE ${OF_TURN} RETURNING turn`, {
      turn: integer,
    }),
  };
}

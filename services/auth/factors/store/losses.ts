import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { boolean, instant, statement, uuid, type RowOf } from '../../../../storage/statement.ts';
import { UNKNOWN_ID } from '../../trail/store.ts';
import { LOSS_KEPT_MS, LOSS_WAIT_MS, type OpenLoss } from '../domain/factor-loss.ts';

export type LossStore = ReturnType<typeof lossStore>;

const lossColumns = {
  id: uuid,
  user_id: uuid,
  due_at: instant,
  needs_confirmation: boolean,
};
/** That the person of m owns its organisation alone. */
const OWNS_ALONE = `m.role = 'owner' AND NOT EXISTS (
  SELECT FROM memberships o
  WHERE o.organization_id = m.organization_id AND o.role = 'owner' AND o.user_id <> m.user_id)`;
/** Every organisation that the person owns alone has to give its word: as memberships are now, and not when it was reported. */
const OPEN = statement(
  `SELECT l.id, l.user_id, l.due_at, EXISTS (
     SELECT FROM memberships m WHERE m.user_id = l.user_id AND ${OWNS_ALONE} AND NOT EXISTS (
       SELECT FROM factor_loss_words w WHERE w.loss_id = l.id AND w.organization_id = m.organization_id))
     AS needs_confirmation
   FROM factor_losses l WHERE l.user_id = $1 AND l.ended_at IS NULL AND l.due_at > $2`,
  lossColumns,
);
/** One report at a time: of two at once, the second finds the first. */
const BEGIN = `
  INSERT INTO factor_losses (id, user_id, reported_at, due_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (user_id) WHERE ended_at IS NULL DO NOTHING`;
/** One that nobody came back for. */
const END_OLD = `
  UPDATE factor_losses SET ended_at = $2, ended_as = 'cancelled' WHERE user_id = $1 AND ended_at IS NULL AND due_at <= $3`;
const END = `UPDATE factor_losses SET ended_at = $2, ended_as = $3 WHERE user_id = $1 AND ended_at IS NULL`;
const VOUCH = `
  INSERT INTO factor_loss_words (loss_id, organization_id, given_by)
  SELECT l.id, m.organization_id, $3 FROM factor_losses l JOIN memberships m ON m.user_id = l.user_id
  WHERE l.user_id = $1 AND l.ended_at IS NULL AND m.organization_id = $2 AND ${OWNS_ALONE}
  ON CONFLICT (loss_id, organization_id) DO UPDATE SET given_by = EXCLUDED.given_by`;
const SETTLE = `
  INSERT INTO factor_loss_words (loss_id, organization_id, given_by)
  SELECT l.id, m.organization_id, $2 FROM factor_losses l JOIN memberships m ON m.user_id = l.user_id
  WHERE l.user_id = $1 AND l.ended_at IS NULL
  ON CONFLICT (loss_id, organization_id) DO UPDATE SET given_by = EXCLUDED.given_by`;
const SETTLED = statement(
  'SELECT EXISTS (SELECT FROM factor_loss_words WHERE loss_id = $1 AND given_by = $2) AS settled',
  { settled: boolean },
);
/** The person, and everybody who owns an organisation of theirs, each in that organisation. */
const CONCERNED = statement(
  `SELECT DISTINCT m.organization_id, c.user_id
   FROM memberships m JOIN memberships c ON c.organization_id = m.organization_id
   WHERE m.user_id = $1 AND (c.user_id = m.user_id OR c.role = 'owner')`,
  { organization_id: uuid, user_id: uuid },
);
const FORGET_FACTORS = 'DELETE FROM factors WHERE user_id = $1';
const FORGET_CODES = 'DELETE FROM recovery_codes WHERE user_id = $1';

/** Who gives a word that is no member's. */
const OPERATOR = UNKNOWN_ID;

/** What is decided about an open report; each is false when none is open. */
export const lossDecisions = {
  end: async (tx: Tx, userId: string, as: 'done' | 'cancelled', now: Date): Promise<boolean> =>
    (await tx.execute(END, [userId, now, as])) === 1,

  /** An organisation's word for a person who owns it alone; false for anybody else, too. It counts for no other organisation. */
  vouch: async (tx: Tx, userId: string, organizationId: string, by: string): Promise<boolean> =>
    (await tx.execute(VOUCH, [userId, organizationId, by])) === 1,

  /** The word of operators, in the place of every organisation's. */
  settle: async (tx: Tx, userId: string): Promise<boolean> =>
    (await tx.execute(SETTLE, [userId, OPERATOR])) > 0,
};

/** Reports of people who have lost every second factor. */
export function lossStore({ database, jobs }: { database: Database; jobs: Jobs }) {
  return {
    /** Has everybody concerned told, in some seconds; with the report or not at all. */
    async tellLater(tx: Tx, organizationId: string, loss: OpenLoss, seconds: number): Promise<void> {
      const payload = { organizationId, userId: loss.userId, lossId: loss.id };
      await jobs.enqueue(tx, jobKinds.factorLoss, payload, { startAfterSeconds: seconds });
    },

    /** A report that goes on; undefined also where it was due so long ago that it counts for nothing. */
    async open(userId: string, now: Date): Promise<OpenLoss | undefined> {
      const [row] = await asSystem(() => database.query(OPEN, [userId, oldestDue(now)]));
      return row && lossOf(row);
    },

    /** Begins a report, or finds the one that is open. @returns whether it began here */
    async begin(
      tx: Tx,
      id: string,
      userId: string,
      now: Date,
    ): Promise<{ loss: OpenLoss | undefined; begun: boolean }> {
      const values = [id, userId, now, new Date(now.getTime() + LOSS_WAIT_MS)];
      await tx.execute(END_OLD, [userId, now, oldestDue(now)]);
      const begun = (await tx.execute(BEGIN, values)) === 1;
      const [row] = await tx.query(OPEN, [userId, oldestDue(now)]);
      return { loss: row && lossOf(row), begun };
    },

    /** Whether operators have given their word: then no organisation stops it any more. */
    async isSettled(lossId: string): Promise<boolean> {
      const [row] = await asSystem(() => database.query(SETTLED, [lossId, OPERATOR]));
      return row?.settled === true;
    },

    ...lossDecisions,

    /** Who is told of it: pairs of a person and the organisation in which they are told. */
    async concerned(userId: string): Promise<{ organizationId: string; userId: string }[]> {
      const rows = await asSystem(() => database.query(CONCERNED, [userId]));
      return rows.map((row) => ({ organizationId: row.organization_id, userId: row.user_id }));
    },

    /** Takes every factor and recovery code of a person away. @returns whether there was a factor */
    async forgetFactors(tx: Tx, userId: string): Promise<boolean> {
      const factors = await tx.execute(FORGET_FACTORS, [userId]);
      await tx.execute(FORGET_CODES, [userId]);
      return factors > 0;
    },
  };
}

/** What was due before this counts for nothing any more. */
const oldestDue = (now: Date) => new Date(now.getTime() - LOSS_KEPT_MS);

const lossOf = (row: RowOf<typeof lossColumns>): OpenLoss => ({
  id: row.id,
  userId: row.user_id,
  dueAt: row.due_at,
  needsConfirmation: row.needs_confirmation,
});

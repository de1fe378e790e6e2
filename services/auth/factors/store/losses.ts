import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { asSystem } from '../../../../storage/scope.ts';
import { boolean, instant, statement, uuid, type RowOf } from '../../../../storage/statement.ts';
import { LOSS_WAIT_MS, type OpenLoss } from '../domain/factor-loss.ts';

export type LossStore = ReturnType<typeof lossStore>;

const lossColumns = {
  id: uuid,
  user_id: uuid,
  due_at: instant,
  needs_confirmation: boolean,
  confirmed: boolean,
};
const LOSS = 'id, user_id, due_at, needs_confirmation, confirmed_by IS NOT NULL AS confirmed';
const OPEN = statement(
  `SELECT ${LOSS} FROM factor_losses WHERE user_id = $1 AND ended_at IS NULL`,
  lossColumns,
);
/** One report at a time: of two at once, the second finds the first. An only owner is asked to have somebody vouch. */
const BEGIN = statement(
  `INSERT INTO factor_losses (id, user_id, reported_at, due_at, needs_confirmation)
   SELECT $1, $2, $3, $4, EXISTS (
     SELECT 1 FROM memberships m WHERE m.user_id = $2 AND m.role = 'owner' AND NOT EXISTS (
       SELECT 1 FROM memberships o
       WHERE o.organization_id = m.organization_id AND o.role = 'owner' AND o.user_id <> m.user_id))
   ON CONFLICT (user_id) WHERE ended_at IS NULL DO NOTHING RETURNING ${LOSS}`,
  lossColumns,
);
const END = `UPDATE factor_losses SET ended_at = $2, ended_as = $3 WHERE user_id = $1 AND ended_at IS NULL`;
const CONFIRM = `UPDATE factor_losses SET confirmed_by = $2 WHERE user_id = $1 AND ended_at IS NULL`;
/** The person, and everybody who owns an organisation of theirs, each in that organisation. */
const CONCERNED = statement(
  `SELECT DISTINCT m.organization_id, c.user_id
   FROM memberships m JOIN memberships c ON c.organization_id = m.organization_id
   WHERE m.user_id = $1 AND (c.user_id = m.user_id OR c.role = 'owner')`,
  { organization_id: uuid, user_id: uuid },
);
const FORGET_FACTORS = 'DELETE FROM factors WHERE user_id = $1';
const FORGET_CODES = 'DELETE FROM recovery_codes WHERE user_id = $1';

/** What is decided about an open report; each is false when none is open. */
export const lossDecisions = {
  end: async (tx: Tx, userId: string, as: 'done' | 'cancelled', now: Date): Promise<boolean> =>
    (await tx.execute(END, [userId, now, as])) === 1,

  confirm: async (tx: Tx, userId: string, by: string): Promise<boolean> =>
    (await tx.execute(CONFIRM, [userId, by])) === 1,
};

/** Reports of people who have lost every second factor. */
export function lossStore({ database, jobs }: { database: Database; jobs: Jobs }) {
  return {
    /** Has everybody concerned told, in some seconds; with the report or not at all. */
    async tellLater(tx: Tx, organizationId: string, loss: OpenLoss, seconds: number): Promise<void> {
      const payload = { organizationId, userId: loss.userId, lossId: loss.id };
      await jobs.enqueue(tx, jobKinds.factorLoss, payload, { startAfterSeconds: seconds });
    },

    async open(userId: string): Promise<OpenLoss | undefined> {
      const [row] = await asSystem(() => database.query(OPEN, [userId]));
      return row && lossOf(row);
    },

    /** @returns undefined when one is open already */
    async begin(tx: Tx, id: string, userId: string, now: Date): Promise<OpenLoss | undefined> {
      const values = [id, userId, now, new Date(now.getTime() + LOSS_WAIT_MS)];
      const [row] = await tx.query(BEGIN, values);
      return row && lossOf(row);
    },

    ...lossDecisions,

    /** Who is told of it: pairs of a person and the organisation in which they are told. */
    async concerned(userId: string): Promise<{ organizationId: string; userId: string }[]> {
      const rows = await asSystem(() => database.query(CONCERNED, [userId]));
      return rows.map((row) => ({ organizationId: row.organization_id, userId: row.user_id }));
    },

    /** Takes every factor and recovery code of a person away. */
    async forgetFactors(tx: Tx, userId: string): Promise<void> {
      await tx.execute(FORGET_FACTORS, [userId]);
      await tx.execute(FORGET_CODES, [userId]);
    },
  };
}

const lossOf = (row: RowOf<typeof lossColumns>): OpenLoss => ({
  id: row.id,
  userId: row.user_id,
  dueAt: row.due_at,
  needsConfirmation: row.needs_confirmation,
  confirmed: row.confirmed,
});

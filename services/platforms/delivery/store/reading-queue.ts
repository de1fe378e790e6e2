import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { MINUTE_MS } from '../../../../lib/time.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { integer, statement, uuid } from '../../../../storage/statement.ts';

export type Account = { organizationId: string; adAccountId: string };

/** Has an ad account read soon, because something on it was changed. */
export type LookSoon = (tx: Tx, account: Account, now: Date) => Promise<void>;

/** Whether an ad account is being paused: $1 the organisation, $2 the account. */
export const IS_BEING_PAUSED = `EXISTS (SELECT 1 FROM ops o WHERE o.organization_id = $1 AND o.ad_account_id = $2 AND o.kind = 'pause'
       AND o.state IN ('pending', 'running'))`;

/** Begins the chain of readings of an ad account, or has its next one come soon; nothing where nothing is published. */
const BEGIN = statement(
  `INSERT INTO delivery_readings (organization_id, ad_account_id, turn, since_change, due_at)
   SELECT $1, $2, 1, 0, $3
   WHERE EXISTS (SELECT 1 FROM publications WHERE organization_id = $1 AND ad_account_id = $2 AND state = 'living')
   ON CONFLICT (organization_id, ad_account_id) DO UPDATE
   SET turn = delivery_readings.turn + 1, since_change = 0, due_at = excluded.due_at
   RETURNING turn`,
  { turn: integer },
);

/** Something on an ad account was changed: it is read soon. The reading that was due before has nothing to do any more. */
export async function readSoon(
  tx: Tx,
  jobs: Jobs,
  account: Account,
  now: Date,
  delayMs: number,
): Promise<void> {
  const { organizationId, adAccountId } = account;
  const dueAt = new Date(now.getTime() + delayMs);
  const [row] = await tx.query(BEGIN, [organizationId, adAccountId, dueAt]);
  if (row) await enqueueReading(tx, jobs, account, row.turn, delayMs);
}

/** Enqueues the reading of a turn; one of an ad account runs at a time. */
export async function enqueueReading(
  tx: Tx,
  jobs: Jobs,
  { organizationId, adAccountId }: Account,
  turn: number,
  delayMs: number,
): Promise<void> {
  const options = { key: adAccountId, startAfterSeconds: delayMs / 1_000 };
  await jobs.enqueue(tx, jobKinds.readDelivery, { organizationId, adAccountId, turn }, options);
}

/** Chains that have not moved for this long after their next reading was due have lost their job. */
export const LOST_MS = 10 * MINUTE_MS;
const RESTART = statement(
  `INSERT INTO delivery_readings (organization_id, ad_account_id, turn, since_change, due_at)
   SELECT DISTINCT $1::uuid, p.ad_account_id, 1, 0, $2::timestamptz FROM publications p
   JOIN ad_accounts a ON a.organization_id = p.organization_id AND a.id = p.ad_account_id
   WHERE p.organization_id = $1 AND p.state = 'living' AND a.status <> 'disconnected'
   ON CONFLICT (organization_id, ad_account_id) DO UPDATE
   SET turn = delivery_readings.turn + 1, due_at = excluded.due_at
   WHERE delivery_readings.due_at IS NULL OR delivery_readings.due_at < $3
   RETURNING ad_account_id AS "adAccountId", turn`,
  { adAccountId: uuid, turn: integer },
);

/**
 * Begins the readings of an organisation's ad accounts where there are none: what was published by a release that knew none, and
 * chains whose job was lost, for example with a restored database.
 */
export async function restartReadings(
  tx: Tx,
  jobs: Jobs,
  organizationId: string,
  now: Date,
  delayMs: number,
): Promise<void> {
  const [dueAt, lost] = [now.getTime() + delayMs, now.getTime() - LOST_MS].map((ms) => new Date(ms));
  for (const { adAccountId, turn } of await tx.query(RESTART, [organizationId, dueAt, lost]))
    await enqueueReading(tx, jobs, { organizationId, adAccountId }, turn, delayMs);
}

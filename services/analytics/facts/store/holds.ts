import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { boolean, statement } from '../../../../storage/statement.ts';
import { lockVersion } from './fact-version.ts';

/** A writer that has not locked its row after so long has died. */
const BEGINS_WITHIN = '2 seconds';
const LOOK_MS = 100;
/** How long a change of few rows waits for a long writing of the same campaigns. */
const PATIENCE_MS = 8_000;

const STATE = statement(
  `WITH free AS MATERIALIZED (SELECT writer, since FROM writers WHERE organization_id = $1 FOR UPDATE SKIP LOCKED)
   SELECT (EXISTS (SELECT 1 FROM writers WHERE organization_id = $1) AND NOT EXISTS (SELECT 1 FROM free))
          OR EXISTS (SELECT 1 FROM free WHERE writer IS NOT NULL AND since > clock_timestamp() - interval '${BEGINS_WITHIN}')
          AS writing`,
  { writing: boolean },
);
const FORGET = 'DELETE FROM held_campaigns WHERE organization_id = $1';
const END = 'UPDATE writers SET writer = NULL WHERE organization_id = $1 AND writer IS NOT NULL';

/** Ends what an organisation's long writer has: its campaigns are free again. */
export async function freeCampaigns(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(FORGET, [organizationId]);
  await tx.execute(END, [organizationId]);
}

/**
 * Whether a long writing of the organisation goes on. What one has left that died is taken away. The caller holds the lock on the
 * fact version.
 */
export async function isWriting(tx: Tx, organizationId: string): Promise<boolean> {
  const [state] = await tx.query(STATE, [organizationId]);
  if (state?.writing !== true) await freeCampaigns(tx, organizationId);
  return state?.writing === true;
}

/** By campaign: also those with which it is linked, since all of them change the figures of one. */
export const COUNTED = `
  SELECT coalesce((SELECT m.canonical_id FROM campaign_members m WHERE m.organization_id = $1 AND m.campaign_id = c.id),
                  c.id) AS id FROM unnest($2::uuid[]) c(id)`;
const HELD = statement(
  `WITH counted AS MATERIALIZED (${COUNTED})
   SELECT true AS held FROM counted c CROSS JOIN LATERAL (
     SELECT 1 FROM held_campaigns h WHERE h.organization_id = $1 AND h.campaign_id = c.id LIMIT 1) h LIMIT 1`,
  { held: boolean },
);

/** Whether a long writing has one of these campaigns. The caller holds the lock on the fact version, so that none begins. */
export async function areHeld(
  tx: Tx,
  organizationId: string,
  campaigns: readonly string[],
): Promise<boolean> {
  const [row] = await tx.query(HELD, [organizationId, campaigns]);
  return row !== undefined && (await isWriting(tx, organizationId));
}

/** A long writing has one of the campaigns; `whenFree` tries again. */
class Held extends Error {}

/** Refuses to go on while a long writing has one of these campaigns. The caller holds the lock on the fact version. @throws Held */
export async function requireFree(
  tx: Tx,
  organizationId: string,
  campaigns: readonly string[],
): Promise<void> {
  if (await areHeld(tx, organizationId, campaigns)) throw new Held();
}

/**
 * A transaction that has the organisation's facts, tried again while a long writing has campaigns of which it asks `requireFree`: nobody
 * else waits meanwhile. @throws AppError DEPENDENCY_UNAVAILABLE when that takes too long
 */
export async function whenFree<T>(
  database: Database,
  organizationId: string,
  work: (tx: Tx, version: number) => Promise<T>,
): Promise<T> {
  for (const begun = performance.now(); ;) {
    try {
      return await database.transaction(async (tx) => work(tx, await lockVersion(tx, organizationId)));
    } catch (error) {
      if (!(error instanceof Held)) throw error;
      if (performance.now() - begun > PATIENCE_MS)
        throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 5 }, error);
    }
    await sleep(LOOK_MS);
  }
}

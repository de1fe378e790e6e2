import type { StopScope } from '../../../../contracts/platforms/submissions.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { boolean, statement, uuid } from '../../../../storage/statement.ts';
import type { Op } from '../domain/op.ts';

export type Halt = { stopId: string; scope: StopScope; scopeId: string | null };
export type HaltStore = ReturnType<typeof haltStore>;

const ENSURE_ROW = 'INSERT INTO halts (organization_id) VALUES ($1) ON CONFLICT (organization_id) DO NOTHING';
const LOCK = statement('SELECT organization_id AS id FROM halts WHERE organization_id = $1 FOR UPDATE', {
  id: uuid,
});
const HALT = `
  INSERT INTO halted_scopes (organization_id, stop_id, scope, scope_id, halted_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (organization_id, stop_id) DO NOTHING`;
const LIFT = 'DELETE FROM halted_scopes WHERE organization_id = $1 AND stop_id = $2';

/** What is stopped. */
export function haltStore(database: Database) {
  return {
    /**
     * Halts a scope: when this has returned, nothing in it is marked as activating any more, and what was before is seen as
     * such by every pause that is submitted now.
     */
    halt: (organizationId: string, { stopId, scope, scopeId }: Halt, now: Date): Promise<void> =>
      database.transaction(async (tx) => {
        await tx.execute(ENSURE_ROW, [organizationId]);
        await tx.query(LOCK, [organizationId]);
        await tx.execute(HALT, [organizationId, stopId, scope, scopeId, now]);
      }),

    lift: async (organizationId: string, stopId: string): Promise<void> => {
      await database.execute(LIFT, [organizationId, stopId]);
    },
  };
}

const READ = statement(
  `SELECT halted_at IS NOT NULL OR EXISTS (
     SELECT 1 FROM halted_scopes s WHERE s.organization_id = $1 AND (s.scope = 'organization'
       OR s.scope = 'ad_account' AND s.scope_id = $2 OR s.scope = 'campaign' AND s.scope_id = $3)) AS halted
   FROM halts WHERE organization_id = $1`,
  { halted: boolean },
);
const SHARE = statement('SELECT organization_id AS id FROM halts WHERE organization_id = $1 FOR SHARE', {
  id: uuid,
});

/**
 * Whether a step's scope is stopped. The row stays locked FOR SHARE until the transaction ends, so that a stop waits for it;
 * what is stopped is read after the lock, because a stop may have been waited for.
 */
export async function isHalted(tx: Tx, { organizationId, adAccountId, campaignId }: Op): Promise<boolean> {
  await tx.execute(ENSURE_ROW, [organizationId]);
  await tx.query(SHARE, [organizationId]);
  const [row] = await tx.query(READ, [organizationId, adAccountId, campaignId]);
  return row?.halted !== false;
}

import type { Database, Tx } from '../../../../storage/database.ts';
import { statement, text } from '../../../../storage/statement.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import type { Fact } from '../domain/fact.ts';
import { lockVersion } from './fact-version.ts';
import { saveTold, settleSome } from './settle.ts';
import { areWaiting, keepWaiting, mustWait, refuseWaiting } from './waiting.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/** How long rows by API wait for another writer of their organisation. */
const LOCK_WAIT = '400ms';
const WAIT_BRIEFLY = statement(`SELECT set_config('lock_timeout', $1, true) AS "lockTimeout"`, {
  lockTimeout: text,
});

export type FactStore = ReturnType<typeof factStore>;

/**
 * Saves facts. Each write brings the roll-ups up to date in its own transaction. One writer at a time has an organisation's
 * facts, and nobody waits for it longer than LOCK_WAIT; an import has its campaigns for long, for which nobody waits. The facts are then
 * kept as they are, in the order in which they came, and a job saves them (docs/decisions/0020, 0027).
 */
export function factStore({ database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> }) {
  return {
    /** Saves facts with distinct keys as they were told, or keeps them to be saved: all or none. Saving the same facts again changes nothing. */
    async save(organizationId: string, facts: readonly Fact[]): Promise<void> {
      const done = await unlessBusy(
        database.transaction(async (tx) => {
          await lockBriefly(tx, organizationId);
          const campaigns = [...new Set(facts.map(({ campaignId }) => campaignId))];
          if (await mustWait(tx, organizationId, campaigns))
            await keepWaiting(tx, jobs, organizationId, facts);
          else await saveTold(tx, organizationId, facts);
          return true;
        }),
      );
      if (!done) await database.transaction((tx) => keepWaiting(tx, jobs, organizationId, facts));
    },

    /** Saves up to `count` of the facts that wait; how many it took, or null when all have to go on waiting for somebody else. */
    settle: (organizationId: string, count: number): Promise<number | null> =>
      unlessBusy(
        database.transaction(async (tx) => {
          await lockBriefly(tx, organizationId);
          const taken = await settleSome(tx, organizationId, count);
          return taken === 0 && (await areWaiting(tx, organizationId)) ? null : taken;
        }),
      ),

    /** Sets the fact that waits longest aside, with the reason why it cannot be saved. */
    refuseNext: (organizationId: string, reason: string): Promise<void> =>
      database.transaction((tx) => refuseWaiting(tx, organizationId, reason)),
  };
}

/** Locks the fact version, and gives up after LOCK_WAIT. */
async function lockBriefly(tx: Tx, organizationId: string): Promise<void> {
  await tx.query(WAIT_BRIEFLY, [LOCK_WAIT]);
  await lockVersion(tx, organizationId);
}

/** What the work answers, or null when it gave up waiting for another writer. */
async function unlessBusy<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
    return null;
  }
}

import { invalidField } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { integer, statement, text } from '../../../../storage/statement.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { type Fact, factKey } from '../domain/fact.ts';
import { roundsOf } from '../domain/groups.ts';
import { raiseVersion } from './fact-version.ts';
import { readMembers, tellMembers } from './members.ts';
import { labelled } from './parts.ts';
import { applySums, type ChangedDay } from './rollups.ts';
import { upsertFacts } from './upsert.ts';
import { tellWhole, type WholeDay } from './whole-tellings.ts';
import { areWaiting, keepWaiting, refuseWaiting, takeWaiting } from './waiting.ts';

const NUMERIC_VALUE_OUT_OF_RANGE = '22003';
const LOCK_NOT_AVAILABLE = '55P03';

/** How long rows by API wait for another writer of their organisation. */
const LOCK_WAIT = '400ms';
const WAIT_BRIEFLY = statement(`SELECT set_config('lock_timeout', $1, true) AS "lockTimeout"`, {
  lockTimeout: text,
});

export type FactStore = ReturnType<typeof factStore>;

/**
 * Saves facts. Each write brings the roll-ups up to date in its own transaction. One writer at a time has an organisation's
 * facts, and an import may have them for long; nobody waits for it longer than LOCK_WAIT: the facts are then kept as they are, in
 * the order in which they came, and a job saves them (docs/decisions/0020).
 */
export function factStore({ database, jobs }: { database: Database; jobs: Pick<Jobs, 'enqueue'> }) {
  return {
    /** Saves facts with distinct keys as they were told, or keeps them to be saved: all or none. Saving the same facts again changes nothing. */
    async save(organizationId: string, facts: readonly Fact[]): Promise<void> {
      const done = await unlessBusy(
        database.transaction(async (tx) => {
          await lockBriefly(tx, organizationId);
          if (await areWaiting(tx, organizationId)) await keepWaiting(tx, jobs, organizationId, facts);
          else await saveTold(tx, organizationId, facts);
          return true;
        }),
      );
      if (!done) await database.transaction((tx) => keepWaiting(tx, jobs, organizationId, facts));
    },

    /** Saves up to `count` of the facts that wait; how many it took, or null when somebody else writes. */
    settle: (organizationId: string, count: number): Promise<number | null> =>
      unlessBusy(
        database.transaction(async (tx) => {
          await lockBriefly(tx, organizationId);
          const facts = await takeWaiting(tx, organizationId, count);
          if (facts.length > 0) await saveTold(tx, organizationId, facts);
          return facts.length;
        }),
      ),

    /** Sets the fact that waits longest aside, with the reason why it cannot be saved. */
    refuseNext: (organizationId: string, reason: string): Promise<void> =>
      database.transaction((tx) => refuseWaiting(tx, organizationId, reason)),
  };
}

/** Saves facts as they were told, of the same part and day the last. */
async function saveTold(tx: Tx, organizationId: string, facts: readonly Fact[]): Promise<void> {
  const found = await labelled(tx, organizationId, facts, await lockVersion(tx, organizationId));
  const byKey = new Map(found.map((fact) => [factKey(fact), fact]));
  await saveFacts(tx, organizationId, [...byKey.values()]);
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

/** The fact versions of a write; the last is below the first when it changed nothing. */
export type Written = { firstVersion: number; lastVersion: number };

/**
 * Saves facts with distinct keys within the caller's transaction. It locks the organisation's fact version first: one writer at a
 * time, so that roll-ups are computed from facts that no other transaction is changing. `whole`: which days of which
 * campaigns the facts tell all of, when they come from an import, which may be taken back.
 */
export async function saveFacts(
  tx: Tx,
  organizationId: string,
  facts: readonly Fact[],
  whole?: readonly WholeDay[],
): Promise<Written> {
  const { version, undoable } = await lockVersions(tx, organizationId);
  const ids = [...facts, ...(whole ?? [])].map(({ campaignId }) => campaignId);
  const canonical = await readMembers(tx, organizationId, [...new Set(ids)]);
  const groups = [...new Set(canonical.values())];
  let latest = version;
  const changedDays: ChangedDay[] = [];
  try {
    for (const { told, effective } of roundsOf(facts, canonical)) {
      const telling = { organizationId, version: latest + 1, undoable, groups };
      if (told.length > 0) await tellMembers(tx, telling, told, whole !== undefined);
      const days = await upsertFacts(tx, telling, effective);
      for (const day of days) changedDays.push(day);
      if (told.length > 0 || days.length > 0) latest += 1;
    }
    if (whole && whole.length > 0) {
      latest = Math.max(latest, version + 1);
      for (const day of await tellWhole(tx, { organizationId, version: latest, canonical }, whole))
        changedDays.push(day);
    }
    if (changedDays.length > 0) await applySums(tx, organizationId, changedDays, latest);
    else if (latest > version) await raiseVersion(tx, organizationId, latest);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error;
    throw invalidField('rows', 'SUM_TOO_LARGE', 'The figures of one campaign and day add up too high.');
  }
  return { firstVersion: version + 1, lastVersion: latest };
}

/**
 * Locks the fact version. It also switches off cached query plans for this transaction: a plan that PostgreSQL made
 * while the tables were empty would be very slow once they are full.
 */
const LOCK = statement(
  `SELECT version, undoable::text AS undoable, undone::text AS undone,
          set_config('plan_cache_mode', 'force_custom_plan', true) AS plans
   FROM fact_versions WHERE organization_id = $1 FOR UPDATE`,
  { version: integer, undoable: text, undone: text, plans: text },
);

/** `undoable`: the versions of imports that may be taken back; `undone`: of those that were. Multiranges. */
export type Versions = { version: number; undoable: string; undone: string };

/** Locks the organisation's fact version until the transaction ends and returns what is known of it. */
export async function lockVersions(tx: Tx, organizationId: string): Promise<Versions> {
  const [row] = await tx.query(LOCK, [organizationId]);
  if (row) return row;
  await tx.execute('INSERT INTO fact_versions (organization_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    organizationId,
  ]);
  const [inserted] = await tx.query(LOCK, [organizationId]);
  return inserted ?? { version: 0, undoable: '{}', undone: '{}' };
}

/** Locks the organisation's fact version until the transaction ends and returns it. */
export async function lockVersion(tx: Tx, organizationId: string): Promise<number> {
  return (await lockVersions(tx, organizationId)).version;
}

import { invalidField } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { boolean, day, integer, statement, text, uuid } from '../../../../storage/statement.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { type Fact, factKey } from '../domain/fact.ts';
import { roundsOf } from '../domain/groups.ts';
import { asRecord, FACT_COLUMNS } from './fact-record.ts';
import { raiseVersion } from './fact-version.ts';
import { eachFigure, FIGURES, NEVER_TOLD, sums } from './figures.ts';
import { ADD_MOVES, MOVES, recountGroups } from './group-sums.ts';
import { readMembers, tellMembers } from './members.ts';
import { labelled } from './parts.ts';
import { applySums, batchesOf, type ChangedDay } from './rollups.ts';
import { areWaiting, keepWaiting, refuseWaiting, takeWaiting } from './waiting.ts';

/** How many facts one statement takes. */
const BATCH = 5_000;
const NUMERIC_VALUE_OUT_OF_RANGE = '22003';
const LOCK_NOT_AVAILABLE = '55P03';

/** How long rows by API wait for another writer of their organisation. */
const LOCK_WAIT = '400ms';
const WAIT_BRIEFLY = statement(`SELECT set_config('lock_timeout', $1, true) AS "lockTimeout"`, {
  lockTimeout: text,
});

const KEY = 'campaign_id, platform, date, hour, breakdown';
const IN_FIGURES = eachFigure((figure) => figure);

/** The versions of a fact's figures: NULL where all of them were told with this version (migration 0006). */
const TOLD = `CASE WHEN num_nulls(${eachFigure((figure) => `s.${figure}`)}) > 0 THEN ARRAY[${FIGURES.map(
  (figure, index) =>
    `CASE WHEN s.${figure} IS NOT NULL THEN $3::bigint WHEN f.currency IS NULL THEN ${NEVER_TOLD}
          ELSE coalesce(f.told[${index + 1}], f.version) END`,
).join(', ')}] END`;

/**
 * Saves facts: what they replace goes to `fact_revisions`, and what they change is added to `grain_days` and to the
 * summaries by ad group. It answers with the days that changed; `regrouped`: which need their ad groups counted anew.
 *
 * Each step is MATERIALIZED and the stored fact is looked up in a LATERAL with a LIMIT, because neither may be left to the
 * planner. Under row-level security an `md5()` inside the lookup could not be a condition of the index, so that each row
 * would read its whole campaign and day. And statistics do not know an organisation that is new: the planner then takes its
 * facts for a handful and reads all of them for each batch. This form has one plan: one descent of the key for each row.
 */
const UPSERT = statement(
  `
  WITH sent AS MATERIALIZED (
    SELECT r.*, md5(r.ad_group || chr(31) || r.ad || chr(31) || r.keyword)::uuid AS breakdown
      FROM json_to_recordset($2::json) AS r(${FACT_COLUMNS})
  ), changed AS MATERIALIZED (
    SELECT * FROM (
      SELECT s.campaign_id, s.platform, s.date, s.hour, s.ad_group, s.ad, s.keyword, s.breakdown, s.grain, s.currency,
             ${eachFigure((figure) => `coalesce(s.${figure}, f.${figure}, 0) AS ${figure}`)},
             ${TOLD} AS told, f.currency AS was_currency, ${eachFigure((figure) => `f.${figure} AS was_${figure}`)}
        FROM sent s
        LEFT JOIN LATERAL (
          SELECT m.currency, m.version, m.told, ${eachFigure((figure) => `m.${figure}`)} FROM metric_facts m
           WHERE m.organization_id = $1 AND m.campaign_id = s.campaign_id AND m.platform = s.platform
             AND m.date = s.date AND m.hour = s.hour AND m.breakdown = s.breakdown
           LIMIT 1
        ) f ON true
    ) compared
     WHERE was_currency IS NULL
        OR (currency, ${IN_FIGURES}) IS DISTINCT FROM
           (was_currency, ${eachFigure((figure) => `was_${figure}`)})
  ), kept AS (
    INSERT INTO fact_revisions (organization_id, ${KEY}, replaced_by_version, currency, ${IN_FIGURES})
    SELECT $1, ${KEY}, $3, was_currency, ${eachFigure((figure) => `was_${figure}`)}
      FROM changed WHERE was_currency IS NOT NULL
    ON CONFLICT DO NOTHING
  ), saved AS (
    INSERT INTO metric_facts (organization_id, campaign_id, platform, date, hour, ad_group, ad, keyword, grain,
           currency, ${IN_FIGURES}, version, told)
    SELECT $1, campaign_id, platform, date, hour, ad_group, ad, keyword, grain, currency, ${IN_FIGURES}, $3, told
      FROM changed
    ON CONFLICT (organization_id, ${KEY}) DO UPDATE
       SET currency = excluded.currency, ${eachFigure((figure) => `${figure} = excluded.${figure}`)},
           version = excluded.version, told = excluded.told, updated_at = now()
  ), changes AS MATERIALIZED (
    SELECT campaign_id, platform, date, grain, ad_group, currency, sum(facts)::bigint AS facts, ${sums()}
      FROM (SELECT campaign_id, platform, date, grain, ad_group, currency, 1 AS facts, ${IN_FIGURES} FROM changed
            UNION ALL
            SELECT campaign_id, platform, date, grain, ad_group, was_currency, -1,
                   ${eachFigure((figure) => `-was_${figure}`)}
              FROM changed WHERE was_currency IS NOT NULL) both_sides
     GROUP BY campaign_id, platform, date, grain, ad_group, currency
  ), summed AS (
    INSERT INTO grain_days AS d (organization_id, campaign_id, platform, date, grain, currency, facts, ${IN_FIGURES})
    SELECT $1, campaign_id, platform, date, grain, currency, sum(facts)::bigint, ${sums()}
      FROM changes GROUP BY campaign_id, platform, date, grain, currency
    ON CONFLICT (organization_id, campaign_id, platform, date, grain, currency) DO UPDATE
       SET facts = d.facts + excluded.facts, ${eachFigure((figure) => `${figure} = d.${figure} + excluded.${figure}`)}
  ), ${MOVES}, ${ADD_MOVES}
  SELECT DISTINCT campaign_id AS "campaignId", platform, date, was IS DISTINCT FROM grain_now AND was IS NOT NULL AS regrouped
    FROM changed LEFT JOIN (SELECT campaign_id, platform, date, was, grain AS grain_now FROM tops) t
         USING (campaign_id, platform, date)`,
  { campaignId: uuid, platform: text, date: day, regrouped: boolean },
);

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

/**
 * Saves facts within the caller's transaction. It locks the organisation's fact version first: one writer at a time, so
 * that roll-ups are computed from facts that no other transaction is changing.
 */
export async function saveFacts(tx: Tx, organizationId: string, facts: readonly Fact[]): Promise<number> {
  const version = await lockVersion(tx, organizationId);
  const canonical = await readMembers(tx, organizationId, [...new Set(facts.map((fact) => fact.campaignId))]);
  if (canonical.size === 0) return writeFacts(tx, organizationId, facts, version);
  let latest = version;
  for (const { told, effective } of roundsOf(facts, canonical)) {
    if (told.length > 0) await tellMembers(tx, organizationId, told, latest + 1);
    const written = await writeFacts(tx, organizationId, effective, latest);
    latest = told.length > 0 ? latest + 1 : written;
    if (latest > written) await raiseVersion(tx, organizationId, latest);
  }
  return latest;
}

/** Saves facts as the figures of their campaigns, and their roll-ups. Returns the fact version, raised where they changed something. */
async function writeFacts(
  tx: Tx,
  organizationId: string,
  facts: readonly Fact[],
  version: number,
): Promise<number> {
  const changedDays: ChangedDay[] = [];
  try {
    for (let start = 0; start < facts.length; start += BATCH) {
      const batch = JSON.stringify(facts.slice(start, start + BATCH).map(asRecord));
      const days = await tx.query(UPSERT, [organizationId, batch, version + 1]);
      for (const changed of days) changedDays.push(changed);
      for (const regrouped of batchesOf(days.filter((changed) => changed.regrouped)))
        await recountGroups(tx, organizationId, regrouped);
    }
    if (changedDays.length === 0) return version;
    await applySums(tx, organizationId, changedDays, version + 1);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NUMERIC_VALUE_OUT_OF_RANGE) throw error;
    throw invalidField('rows', 'SUM_TOO_LARGE', 'The figures of one campaign and day add up too high.');
  }
  return version + 1;
}

/**
 * Locks the fact version. It also switches off cached query plans for this transaction: a plan that PostgreSQL made
 * while the tables were empty would be very slow once they are full.
 */
const LOCK = statement(
  `SELECT version, set_config('plan_cache_mode', 'force_custom_plan', true) AS plans
   FROM fact_versions WHERE organization_id = $1 FOR UPDATE`,
  { version: integer, plans: text },
);

/** Locks the organisation's fact version until the transaction ends and returns it. */
export async function lockVersion(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.query(LOCK, [organizationId]);
  if (row) return row.version;
  await tx.execute('INSERT INTO fact_versions (organization_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    organizationId,
  ]);
  const [inserted] = await tx.query(LOCK, [organizationId]);
  return inserted?.version ?? 0;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../../lib/errors.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { statement, text } from '../../../../storage/statement.ts';
import { lockVersions, raiseVersion } from './fact-version.ts';
import { foldMoves } from './group-sums.ts';
import { COUNTED, freeCampaigns, isWriting } from './holds.ts';
import { addNotedDays } from './rollups.ts';
import { settleSome } from './settle.ts';
import { asTooLarge } from './too-large.ts';
import type { LongWriting } from './writing.ts';

/** Rows that are changed at a time while the organisation is held: some ten milliseconds. */
const ROWS_OF_SLICE = 2_000;
const LOOK_MS = 100;
/** Between two such slices others have their turn. */
const BREATH_MS = 10;
/** How long a writing waits for another one. Its job tries again after that. */
const PATIENCE_MS = 60_000;

/** What a writing needs: the campaigns that it has, and what else its preparation found. */
export type Prepared<T> = { readonly campaigns: Iterable<string>; readonly found: T };
export type LongWork<T> = {
  readonly organizationId: string;
  /** Runs in a short transaction that has the whole organisation. */
  prepare(tx: Tx, version: number): Promise<Prepared<T>>;
  /** A preview's `write` throws at its end; of its preparation nothing is kept. */
  readonly isPreview: boolean;
  /** How many fact versions it may use: others that write meanwhile get later ones. */
  readonly versions: number;
  /** Writes in one transaction, which has the campaigns: visible whole when it ends. It calls `endWriting` last. */
  write(tx: Tx, writing: LongWriting, found: T): Promise<void>;
};

const HOLD = `
  INSERT INTO held_campaigns (organization_id, campaign_id) SELECT DISTINCT $1::uuid, c.id FROM (${COUNTED}) c`;
const BEGIN = `
  INSERT INTO writers (organization_id, writer) VALUES ($1, $2)
  ON CONFLICT (organization_id) DO UPDATE SET writer = excluded.writer, since = clock_timestamp()`;
/**
 * Without cached plans, as facts are written in any case (fact-version.ts). A writer whose machine is gone without a word does not keep its
 * campaigns for longer than it may take between two statements.
 */
const LOCK = statement(
  `SELECT set_config('plan_cache_mode', 'force_custom_plan', true) AS plans,
          set_config('idle_in_transaction_session_timeout', '60s', true) AS "idleTimeout"
     FROM writers WHERE organization_id = $1 AND writer = $2 FOR UPDATE`,
  { plans: text, idleTimeout: text },
);

/**
 * Writes facts of many campaigns for as long as it takes, without having the organisation: others write its other campaigns meanwhile,
 * and what is told of these waits in order (docs/decisions/0027). One such writing of an organisation goes on at a time.
 */
export async function writeLong<T>(database: Database, work: LongWork<T>): Promise<void> {
  const { organizationId } = work;
  for (const begun = performance.now(); ;) {
    await settleAll(database, organizationId);
    const started = await begin(database, work);
    if (started && (await write(database, work, started))) break;
    if (performance.now() - begun > PATIENCE_MS)
      throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 5 });
    await sleep(LOOK_MS);
  }
  await foldAll(database, organizationId);
}

/** Saves what was accepted before, so that it is told before. What cannot be saved, its own job sets aside. */
async function settleAll(database: Database, organizationId: string): Promise<void> {
  try {
    while ((await database.transaction((tx) => settleSome(tx, organizationId, ROWS_OF_SLICE))) > 0);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'REQUEST_INVALID')) throw error;
  }
}

type Started<T> = { writer: string; writing: LongWriting; found: T };

/** Takes the campaigns and the versions; null while another writing goes on. */
async function begin<T>(database: Database, work: LongWork<T>): Promise<Started<T> | null> {
  const { organizationId, isPreview, versions } = work;
  const prepared = isPreview ? await withoutTrace(database, work) : null;
  return database.transaction(async (tx) => {
    const first = await lockVersions(tx, organizationId);
    if (await isWriting(tx, organizationId)) return null;
    const { campaigns, found } = prepared ?? (await work.prepare(tx, first.version));
    const { version: before, undoable, undone } = await lockVersions(tx, organizationId);
    const held = new Set(campaigns);
    const writer = randomUUID();
    await tx.execute(HOLD, [organizationId, [...held]]);
    await tx.execute(BEGIN, [organizationId, writer]);
    const end = before + versions;
    if (!isPreview) await raiseVersion(tx, organizationId, end);
    const writing = { campaigns: held, undoable, undone, before, end, latest: before, lastDay: null };
    return { writer, writing, found };
  });
}

/** What the preparation finds, with nothing of it kept. */
async function withoutTrace<T>(database: Database, work: LongWork<T>): Promise<Prepared<T>> {
  const { organizationId } = work;
  const found: Prepared<T>[] = [];
  const undo = new Error('nothing of it is kept');
  const done = database.transaction(async (tx) => {
    found.push(await work.prepare(tx, (await lockVersions(tx, organizationId)).version));
    throw undo;
  });
  await done.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  const [prepared] = found;
  if (!prepared) throw new Error('a preparation ended without an answer');
  return prepared;
}

/** False where it came too late to lock its row, and has written nothing. */
async function write<T>(
  database: Database,
  work: LongWork<T>,
  { writer, writing, found }: Started<T>,
): Promise<boolean> {
  const { organizationId } = work;
  try {
    return await database.transaction(async (tx) => {
      const [row] = await tx.query(LOCK, [organizationId, writer]);
      if (row) await work.write(tx, writing, found);
      return row !== undefined;
    });
  } catch (error) {
    await release(database, organizationId, writer).catch(() => undefined); // others find that it has died
    throw error;
  }
}

const release = (database: Database, organizationId: string, writer: string): Promise<void> =>
  database.transaction(async (tx) => {
    await lockVersions(tx, organizationId);
    const [row] = await tx.query(LOCK, [organizationId, writer]);
    if (row) await freeCampaigns(tx, organizationId);
  });

/**
 * Ends a writing in its own transaction, as late as possible: it adds what was noted to the organisation's days, stores the fact version
 * and frees the campaigns. From here on the transaction has the whole organisation.
 */
export async function endWriting(tx: Tx, organizationId: string, writing: LongWriting): Promise<void> {
  const { version } = await lockVersions(tx, organizationId);
  if (writing.latest > writing.before) {
    await addNotedDays(tx, organizationId).catch((error: unknown) => {
      throw asTooLarge(error);
    });
    await tx.execute(CHANGED, [organizationId, version + 1, writing.lastDay]);
  }
  await freeCampaigns(tx, organizationId);
}

const CHANGED = `
  UPDATE fact_versions SET version = $2, last_day = greatest(last_day, $3::date),
         last_fact_at = CASE WHEN $3::date IS NULL THEN last_fact_at ELSE clock_timestamp() END
   WHERE organization_id = $1`;

/** Adds what a writing noted to the summaries over all campaigns, some at a time. Reports count it already. */
export async function foldAll(database: Database, organizationId: string): Promise<void> {
  const some = () =>
    database.transaction(async (tx) => {
      await lockVersions(tx, organizationId);
      return foldMoves(tx, organizationId, ROWS_OF_SLICE);
    });
  while ((await some()) > 0) await sleep(BREATH_MS);
}

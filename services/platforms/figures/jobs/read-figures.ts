import { jobs, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { Call } from '../../../../mixins/call.ts';
import { HOUR_MS } from '../../../../lib/time.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { Job } from '../../../../storage/jobs.ts';
import { openSession } from '../../connections/account-session.ts';
import type { AdAccountRow } from '../../connections/store/ad-account-rows.ts';
import { isYielding, type Account } from '../../readings/store/reading-chain.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { readUnderLimit } from '../../ledger/steps/limits.ts';
import { readingFailure, NOT_CONNECTED } from '../../ledger/steps/reading-failure.ts';
import { withRenewal } from '../../ledger/steps/run.ts';
import { type PlatformConnection, VendorFailure } from '../../port.ts';
import { windowAt, type Known } from '../domain/window.ts';
import type { FiguresEnd, Told } from '../store/figures-store.ts';
import { importFigures, NotImported } from './import-figures.ts';
import { tellChanges } from './tell-changes.ts';
import { tellTerms } from './tell-terms.ts';

/** Changes are read again from this long before the last reading on: what is told twice stands once. */
const OVERLAP_MS = HOUR_MS;

type Ended = { end: FiguresEnd; waitMs: number };
type ReadJob = Pick<Job<PayloadOf<typeof jobs.readFigures>>, 'payload' | 'signal' | 'complete'>;

/** Reads what was measured in an ad account, hands it over to the reports, and has itself done again: one chain an account. */
export const readFiguresJob = (deps: PlatformsDeps) =>
  worker(
    jobs.readFigures,
    async function readFigures({ job, callAs }) {
      await readFiguresOnce(deps, callAs(), job);
    },
    { concurrency: 2 },
  );

/** One reading. A job that is not of the present turn has nothing to do: it was taken twice, or another reading was asked for. */
export async function readFiguresOnce(deps: PlatformsDeps, call: Call, job: ReadJob): Promise<void> {
  const { organizationId, adAccountId, turn } = job.payload;
  const account = { organizationId, adAccountId };
  const due = await deps.figures.reading(account);
  const ended = due?.turn === turn ? await endOf(deps, call, account, due, job.signal) : null;
  await deps.database.transaction(async (tx) => {
    if (ended === 'postponed') await deps.figures.postpone(tx, account, turn);
    else if (ended !== null && due !== null) {
      const { end, waitMs } = ended;
      await deps.figures.end(tx, account, { turn, asks: due.asks, waitMs, now: deps.clock() }, end);
    }
    await job.complete(tx);
  });
}

/** Lets a pause of the account go first; the reading begins anew. */
async function letPauseGoFirst({ figures, clock }: PlatformsDeps, account: Account): Promise<void> {
  const due = await figures.reading(account);
  if (due !== null && isYielding(due, clock())) throw new Postponed();
}

/** Ends a reading because the account is being paused. */
class Postponed extends Error {}

async function endOf(
  deps: PlatformsDeps,
  call: Call,
  account: Account,
  known: Known,
  signal: AbortSignal,
): Promise<Ended | 'postponed'> {
  const { organizationId, adAccountId } = account;
  const row = await deps.accounts.find(organizationId, adAccountId);
  if (row === null) return failed(NOT_CONNECTED.code, NOT_CONNECTED.message);
  try {
    return { end: { told: await read(deps, call, organizationId, row, known, signal) }, waitMs: 0 };
  } catch (error) {
    if (error instanceof Postponed) return 'postponed';
    if (error instanceof NotImported) return failed(error.code, error.message);
    if (!(error instanceof VendorFailure)) throw error;
    const { error: said, waitMs } = await readingFailure(deps, organizationId, row, error);
    return { end: { error: said }, waitMs };
  }
}

const failed = (code: string, message: string): Ended => ({ end: { error: { code, message } }, waitMs: 0 });

/** Reads level by level, each imported before the next is read. @throws VendorFailure, NotImported, Postponed */
async function read(
  deps: PlatformsDeps,
  call: Call,
  organizationId: string,
  account: AdAccountRow,
  known: Known,
  signal: AbortSignal,
): Promise<Told> {
  const connection = deps.platforms.get(account.platform);
  if (!connection)
    throw new VendorFailure('not-sent', 'PLATFORM_UNAVAILABLE', 'The platform is not set up here.');
  const { session, renew } = openSession(deps, connection, organizationId, account, signal);
  const about = { organizationId, adAccountId: account.id, platform: account.platform };
  const asOf = deps.clock();
  const calendar = connection.calendar(session);
  const { from, to, levels, isWhole } = windowAt(known, connection.levels, {
    now: asOf,
    calendar,
    pace: deps.figures.pace,
  });
  const told = new Set((await deps.figures.imports(about)).map(({ level }) => level));
  const imports: Told['imports'][number][] = [];
  for (const level of levels) {
    await letPauseGoFirst(deps, about);
    const found = await readUnderLimit(deps, about, () =>
      withRenewal(() => connection.figures({ session, from, to, level }), renew),
    );
    if (found.length === 0) {
      if (!told.has(level)) continue;
      await requireReach(deps, connection, about, { session, renew });
    }
    const importId = await importFigures(call, { account, level, from, to, found, signal });
    imports.push({ level, importId });
  }
  const reading = { known, asOf, from, to, isWhole };
  await readBeside(deps, call, { connection, account, about, session, renew }, reading);
  return { asOf, from, isWhole, imports };
}

type Opened = Pick<ReturnType<typeof openSession>, 'session' | 'renew'> & {
  connection: PlatformConnection;
  account: AdAccountRow;
  about: Account & { platform: PlatformConnection['platform'] };
};
type Reading = { known: Known; asOf: Date; from: string; to: string; isWhole: boolean };

/** Reads what was changed in the account since the last reading, and with all levels of figures what people searched for. */
async function readBeside(
  deps: PlatformsDeps,
  call: Call,
  { connection, account, about, session, renew }: Opened,
  { known, asOf, from, to, isWhole }: Reading,
): Promise<void> {
  const ask = async <Found>(read: () => Promise<Found>): Promise<Found> => {
    await letPauseGoFirst(deps, about);
    return readUnderLimit(deps, about, () => withRenewal(read, renew));
  };
  const { searchTerms, changes } = connection;
  if (changes !== null) {
    const since = known.toldUntil && new Date(known.toldUntil.getTime() - OVERLAP_MS);
    const found = await ask(() => changes({ session, since, now: asOf }));
    await tellChanges(call, account, found, await deps.figures.ownWork(about, found.from));
  }
  if (!isWhole || searchTerms === null) return;
  const found = await ask(() => searchTerms({ session, from, to }));
  await tellTerms(call, account, { found, from, to, asOf });
}

/**
 * That an account had figures and now has none takes figures away, so the platform must still show the account itself.
 * @throws VendorFailure when it does not
 */
async function requireReach(
  deps: PlatformsDeps,
  connection: PlatformConnection,
  about: Opened['about'],
  { session, renew }: Pick<Opened, 'session' | 'renew'>,
): Promise<void> {
  await readUnderLimit(deps, about, () => withRenewal(() => connection.accountState(session), renew));
}

import { jobs, type PayloadOf } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { Job } from '../../../../storage/jobs.ts';
import { accountGate } from '../../connections/account-gate.ts';
import { openSession } from '../../connections/account-session.ts';
import type { AdAccountRow } from '../../connections/store/ad-account-rows.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { readUnderLimit } from '../../ledger/steps/limits.ts';
import { readingFailure, NOT_CONNECTED } from '../../ledger/steps/reading-failure.ts';
import { withRenewal } from '../../ledger/steps/run.ts';
import { VendorFailure } from '../../port.ts';
import { underHold } from '../domain/overall.ts';
import type { ReadingEnd } from '../store/delivery-store.ts';
import { isYielding, type Account } from '../../readings/store/reading-chain.ts';

type ReadJob = Pick<Job<PayloadOf<typeof jobs.readDelivery>>, 'payload' | 'signal' | 'complete'>;

/** Reads what an ad account's campaigns can serve, and has itself done again: one chain of readings an account. */
export const readDeliveryJob = (deps: PlatformsDeps) =>
  worker(
    jobs.readDelivery,
    async function readDelivery({ job }) {
      await readDeliveryOnce(deps, job);
    },
    { concurrency: 2 },
  );

/** One reading. A job that is not of the present turn has nothing to do: it was taken twice, or something was changed since. */
export async function readDeliveryOnce(deps: PlatformsDeps, job: ReadJob): Promise<void> {
  const { organizationId, adAccountId, turn } = job.payload;
  const account = { organizationId, adAccountId };
  const due = await deps.deliveries.reading(account);
  if (due?.turn !== turn) return deps.database.transaction((tx) => job.complete(tx));
  if (isYielding(due, deps.clock()))
    return deps.database.transaction(async (tx) => {
      await deps.deliveries.postpone(tx, account, turn);
      await job.complete(tx);
    });
  const { end, waitMs } = await endOf(deps, account, job.signal);
  await deps.database.transaction(async (tx) => {
    await deps.deliveries.end(tx, account, { turn, asks: due.asks, waitMs, now: deps.clock() }, end);
    await job.complete(tx);
  });
}

type Ended = { end: ReadingEnd; waitMs: number };

async function endOf(
  deps: PlatformsDeps,
  { organizationId, adAccountId }: Account,
  signal: AbortSignal,
): Promise<Ended> {
  const row = await deps.accounts.find(organizationId, adAccountId);
  if (row === null) return failed(NOT_CONNECTED.code, NOT_CONNECTED.message);
  try {
    return { end: await read(deps, organizationId, row, signal), waitMs: 0 };
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    const { error: said, waitMs } = await readingFailure(deps, organizationId, row, error);
    return { end: { error: said }, waitMs };
  }
}

const failed = (code: string, message: string): Ended => ({ end: { error: { code, message } }, waitMs: 0 });

/**
 * Reads the account and its objects, under the limits that hold; also while the sign-in is taken for lost, because only an answer shows
 * that it is not. @throws VendorFailure
 */
async function read(
  deps: PlatformsDeps,
  organizationId: string,
  account: AdAccountRow,
  signal: AbortSignal,
): Promise<ReadingEnd> {
  const asked = await deps.deliveries.objects({ organizationId, adAccountId: account.id });
  const connection = deps.platforms.get(account.platform);
  if (!connection)
    return { error: { code: 'PLATFORM_UNAVAILABLE', message: 'The platform is not set up here.' } };
  const { session, renew } = openSession(deps, connection, organizationId, account, signal);
  const gate = accountGate(deps, connection, organizationId, account, session);
  const about = { organizationId, adAccountId: account.id, platform: account.platform };
  return readUnderLimit(deps, about, () =>
    withRenewal(async () => {
      const asOf = deps.clock();
      const { hold } = await gate.read();
      const found = await connection.delivery({ session, objects: asked });
      await gate.accepted();
      const byObject = new Map(found.map((one) => [`${one.kind} ${one.externalId}`, underHold(one, hold)]));
      const pairs = asked.flatMap((one) => {
        const delivery = byObject.get(`${one.kind} ${one.externalId}`);
        return delivery === undefined ? [] : [{ asked: one, delivery }];
      });
      return { found: pairs, asOf };
    }, renew),
  );
}

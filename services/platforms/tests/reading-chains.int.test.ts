import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../../lib/time.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { readDeliveryOnce } from '../delivery/jobs/read-delivery.ts';
import type { PlatformsDeps } from '../deps.ts';
import { readFiguresOnce } from '../figures/jobs/read-figures.ts';
import { attemptUntilDone, startBench, type Bench, type Case } from './ledger-bench.ts';

/** As the bench sets it. */
const QUICK_MS = 10 * SECOND_MS;
let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

type Table = 'delivery_readings' | 'figure_readings';
type Row = { turn: string; dueAt: Date; readAt: Date | null };
const READ_AT = { delivery_readings: 'read_at', figure_readings: 'told_until' };
async function rowOf(table: Table, { adAccountId }: Case): Promise<Row> {
  const [row] = await bench.sql<Row>(
    `SELECT turn, due_at AS "dueAt", ${READ_AT[table]} AS "readAt" FROM ${table} WHERE ad_account_id = $1`,
    [adAccountId],
  );
  if (!row) throw new Error(`nothing reads the account (${table})`);
  return row;
}
const now = (): Date => bench.deps().clock();

/** The platform with a level of figures; `before` is done while it is asked. */
function asked(before: () => Promise<void> = async () => undefined): PlatformsDeps {
  const connection = bench.fake.connection();
  const measured: typeof connection = {
    ...connection,
    levels: ['campaign'],
    delivery: async (work) => {
      await before();
      return connection.delivery(work);
    },
    figures: async (work) => {
      await before();
      return connection.figures(work);
    },
  };
  return bench.deps({ platforms: new Map([['linkedin-ads', measured]]) });
}

/** Takes the job of the present turn. */
async function read(table: Table, one: Case, deps: PlatformsDeps = asked()): Promise<Row> {
  const { organizationId, adAccountId } = one;
  const turn = Number((await rowOf(table, one)).turn);
  const payload = { organizationId, adAccountId, turn };
  const job = { payload, signal: new AbortController().signal, complete: async () => undefined };
  const call = () => Promise.reject(new Error('nothing was measured, so nothing is told'));
  await inOrganization(organizationId, () =>
    table === 'delivery_readings' ? readDeliveryOnce(deps, job) : readFiguresOnce(deps, call, job),
  );
  return rowOf(table, one);
}

/** A campaign that is published, of which nothing was read yet. */
async function published(): Promise<Case> {
  const one = await bench.case();
  await attemptUntilDone(bench, one, (await bench.submit(one, 'publish')).opId);
  return one;
}
const ask = (table: Table, { organizationId, adAccountId }: Case): Promise<void> => {
  const { database, deliveries, figures } = bench.deps();
  const { soon } = table === 'delivery_readings' ? deliveries : figures;
  return inOrganization(organizationId, () =>
    database.transaction((tx) => soon(tx, { organizationId, adAccountId }, now())),
  );
};
async function untilDue(table: Table, one: Case): Promise<void> {
  bench.pass(Math.max(0, (await rowOf(table, one)).dueAt.getTime() - now().getTime()));
}

describe.each<Table>(['delivery_readings', 'figure_readings'])('readings of an ad account (%s)', (table) => {
  it('come when they are due, however often something is changed before', async () => {
    const one = await published();
    await ask(table, one);
    const { dueAt, turn } = await rowOf(table, one);
    for (let change = 0; change < 15; change += 1) {
      bench.pass(SECOND_MS);
      await ask(table, one);
    }
    expect(await rowOf(table, one)).toMatchObject({ dueAt, turn });
    await untilDue(table, one);
    expect((await read(table, one)).readAt).toEqual(now());
  });

  it('let a pause go first for seconds; one that cannot be proved does not hide the other campaigns', async () => {
    const one = await published();
    await ask(table, one);
    await untilDue(table, one);
    const { dueAt } = await rowOf(table, one);
    await bench.submit({ ...one, campaignId: randomUUID() }, 'pause');
    expect(await read(table, one)).toMatchObject({ readAt: null, dueAt });
    bench.pass(9 * SECOND_MS);
    expect(await read(table, one)).toMatchObject({ readAt: null, dueAt });
    bench.pass(2 * SECOND_MS);
    expect((await read(table, one)).readAt).toEqual(now());
  });

  it('save what they read although something is changed meanwhile, and come again soon', async () => {
    const one = await published();
    await ask(table, one);
    await untilDue(table, one);
    const { readAt, dueAt } = await read(
      table,
      one,
      asked(() => ask(table, one)),
    );
    expect(readAt).toEqual(now());
    expect(dueAt.getTime()).toBe(now().getTime() + QUICK_MS);
  });
});

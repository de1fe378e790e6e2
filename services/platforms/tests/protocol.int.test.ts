import { jobs as jobKinds } from '../../../contracts/jobs.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PlatformsDeps } from '../deps.ts';
import { VendorFailure } from '../port.ts';
import { apply } from '../ledger/jobs/apply.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { attemptOnce, attemptUntilDone, startBench, type Bench, type Case } from './ledger-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());
afterEach(() => bench.reset());

const KEYS = ['campaign', 'ad-group/Payroll', 'ad-group/Time & leave'];

/** The same dependencies, with a kill at the nth boundary of a vendor call or a ledger write. */
function killedAt(nth: number): { deps: PlatformsDeps; reached: () => number } {
  let passed = 0;
  const boundary = async (): Promise<void> => {
    if (passed === nth) {
      passed += 1;
      throw new Error('killed');
    }
    passed += 1;
  };
  bench.fake.boundary = boundary;
  const deps = bench.deps();
  const ledger = new Proxy(deps.ledger, {
    get:
      (target, name) =>
      async (...given: unknown[]) => {
        const work = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>;
        await boundary();
        const result = await work(...given);
        await boundary();
        return result;
      },
  });
  return { deps: { ...deps, ledger }, reached: () => passed };
}

async function kill(one: Case, opId: string, nth: number): Promise<boolean> {
  const { deps, reached } = killedAt(nth);
  const outcome = await attemptOnce(deps, one, opId).then(
    () => 'ended',
    (error: unknown) => (error as Error).message,
  );
  bench.fake.boundary = async () => undefined;
  expect(['ended', 'killed']).toContain(outcome);
  return reached() > nth;
}

async function published(): Promise<Case> {
  const one = await bench.case();
  const { opId } = await bench.submit(one, 'publish');
  await attemptUntilDone(bench, one, opId);
  return one;
}

describe('publish on a platform where whatever is sent twice exists twice', () => {
  it(
    'makes everything once although the worker is killed, at every boundary in turn',
    { timeout: 60_000 },
    async () => {
      let boundaries = 0;
      for (let nth = 0; ; nth += 1) {
        bench.reset();
        const one = await bench.case();
        const { operationId, opId } = await bench.submit(one, 'publish');
        const struck = await kill(one, opId, nth);
        await attemptUntilDone(bench, one, opId);
        expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
        expect(bench.fake.serving()).toEqual([]);
        const { state, objects } = await bench.status(one, operationId, 'publish');
        expect({ nth, state }).toEqual({ nth, state: 'done' });
        expect(objects.map(({ externalId }) => externalId)).toEqual(
          bench.fake.living().map(({ externalId }) => externalId),
        );
        if (!struck) break;
        boundaries += 1;
      }
      expect(boundaries).toBeGreaterThan(20);
    },
  );

  it('makes everything once although every write loses its answer once', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    for (const _ of KEYS) {
      bench.fake.loseNextAnswer = 'unknown';
      await attemptOnce(bench.deps(), one, opId);
      bench.pass(200_000);
      await attemptOnce(bench.deps(), one, opId);
    }
    await attemptUntilDone(bench, one, opId);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
    expect((await bench.status(one, operationId, 'publish')).state).toBe('done');
  });

  it('waits out the quiet period, so that a late commit is adopted and not doubled', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    bench.fake.commitLateMs = 90_000;
    await attemptOnce(bench.deps(), one, opId);
    const waiting = await bench.status(one, operationId, 'publish');
    expect(waiting).toMatchObject({
      state: 'running',
      progress: { step: 'an answer was lost; looking again' },
    });
    await attemptUntilDone(bench, one, opId);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
  });

  it('searches twice in vain before it makes again what certainly is not there', async () => {
    const one = await bench.case();
    const { opId } = await bench.submit(one, 'publish');
    bench.fake.commitLateMs = 10 ** 12;
    const searches: string[] = [];
    bench.fake.boundary = async (where) => void (where === 'find sent' && searches.push(where));
    await attemptUntilDone(bench, one, opId);
    expect(searches).toHaveLength(2);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
  });

  it('removes a second object and keeps the first', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    bench.fake.loseNextAnswer = 'unknown';
    await attemptOnce(bench.deps(), one, opId);
    const [first] = bench.fake.living();
    bench.fake.objects.push({ ...first!, externalId: 'twin' });
    await attemptUntilDone(bench, one, opId);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
    expect(bench.fake.living().map(({ externalId }) => externalId)).not.toContain('twin');
    const { objects } = await bench.status(one, operationId, 'publish');
    expect(objects).toContainEqual({
      key: 'extra/twin',
      kind: 'campaign',
      externalId: 'twin',
      state: 'removed',
    });
  });

  it('is left to a person when the platform holds something else than was approved', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    bench.fake.mismatch = true;
    await attemptUntilDone(bench, one, opId);
    expect(await bench.status(one, operationId, 'publish')).toMatchObject({
      state: 'needs_review',
      error: { code: 'PLATFORM_MISMATCH', message: expect.stringContaining('name') as string },
    });
  });

  it('fails with the reason and removes its drafts when the platform refuses half-way', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    let writes = 0;
    bench.fake.boundary = async (where) => {
      if (where === 'write sent' && (writes += 1) === 2) bench.fake.refuseNextWrite = 'refused';
    };
    await attemptUntilDone(bench, one, opId);
    expect(bench.fake.living()).toEqual([]);
    expect(await bench.status(one, operationId, 'publish')).toMatchObject({
      state: 'failed',
      error: { code: 'FAKE_REFUSAL', message: 'Fake Ads: the name is not nice.' },
    });
  });

  it('is left to a person when it never comes to an end', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    bench.fake.boundary = async (where) => {
      if (where === 'write sent') bench.fake.refuseNextWrite = 'not-sent';
    };
    const attempts = await attemptUntilDone(bench, one, opId);
    expect(attempts).toBe(20);
    expect((await bench.status(one, operationId, 'publish')).state).toBe('needs_review');
    const other = await bench.submit(one, 'publish');
    bench.fake.boundary = async () => undefined;
    for (let n = 0; n < 20; n += 1) await kill(one, other.opId, 2);
    await attemptUntilDone(bench, one, other.opId);
    expect(await bench.status(one, other.operationId, 'publish')).toMatchObject({
      state: 'needs_review',
      error: { code: 'ATTEMPTS_EXHAUSTED' },
    });
  });
});

describe('a publication that ended in doubt', () => {
  async function endedInDoubt(): Promise<Case> {
    const one = await bench.case();
    const { opId } = await bench.submit(one, 'publish');
    bench.fake.commitLateMs = 90_000;
    await attemptOnce(bench.deps(), one, opId);
    await bench.sql("UPDATE ops SET state = 'needs_review' WHERE id = $1", [opId]);
    return one;
  }

  it('is looked for before the next one makes anything', async () => {
    const one = await endedInDoubt();
    const again = await bench.submit(one, 'publish');
    await attemptUntilDone(bench, one, again.opId);
    bench.pass(10 ** 9);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
    expect((await bench.status(one, again.operationId, 'publish')).state).toBe('done');
  });

  it('keeps its marker when it fails before it could look', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    bench.fake.loseNextAnswer = 'unknown';
    await attemptOnce(bench.deps(), one, opId);
    bench.pass(180_000);
    bench.fake.boundary = async (where) => {
      if (where === 'find sent') throw new VendorFailure('signed-out', 'REVOKED', 'no longer');
    };
    await attemptUntilDone(bench, one, opId);
    expect((await bench.status(one, operationId, 'publish')).error?.code).toBe('AD_ACCOUNT_REAUTHORIZE');
    bench.fake.boundary = async () => undefined;
    const again = await bench.submit(one, 'publish');
    await attemptUntilDone(bench, one, again.opId);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
  });
});

it('a step whose job was lost gets another when it is submitted again', async () => {
  const one = await bench.case();
  const { operationId, opId } = await bench.submit(one, 'publish');
  const jobs = () => bench.sql('SELECT id FROM pgboss.job WHERE data->>$1 = $2', ['opId', opId]);
  const again = () => bench.submit(one, 'publish', operationId);
  await again();
  expect(await jobs()).toHaveLength(1);
  bench.pass(31 * 60_000);
  await Promise.all([again(), again()]);
  expect(await jobs()).toHaveLength(2);
});

describe('an attempt that was overtaken', () => {
  it('writes nothing any more: not an object, not a state', async () => {
    const one = await bench.case();
    const { operationId, opId } = await bench.submit(one, 'publish');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let stopped = (): void => undefined;
    const atBoundary = new Promise<void>((resolve) => (stopped = resolve));
    bench.fake.boundary = async (where) => {
      if (where !== 'write answered') return;
      stopped();
      await held;
    };
    const zombie = attemptOnce(bench.deps(), one, opId);
    await atBoundary;
    bench.fake.boundary = async () => undefined;
    bench.pass(200_000);
    await attemptUntilDone(bench, one, opId);
    const before = await bench.sql('SELECT * FROM objects ORDER BY key');
    const op = await bench.sql('SELECT * FROM ops WHERE id = $1', [opId]);
    release();
    await zombie;
    expect(await bench.sql('SELECT * FROM objects ORDER BY key')).toEqual(before);
    expect(await bench.sql('SELECT * FROM ops WHERE id = $1', [opId])).toEqual(op);
    expect(bench.fake.living().map(({ key }) => key)).toEqual(KEYS);
    expect((await bench.status(one, operationId, 'publish')).state).toBe('done');
  });

  it('by a pause activates nothing more', async () => {
    const one = await published();
    const resume = await bench.submit(one, 'resume');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let stopped = (): void => undefined;
    const atBoundary = new Promise<void>((resolve) => (stopped = resolve));
    bench.fake.boundary = async (where) => {
      if (where !== 'write answered') return;
      stopped();
      await held;
    };
    const overtaken = attemptOnce(bench.deps(), one, resume.opId);
    await atBoundary;
    bench.fake.boundary = async () => undefined;
    const pause = await bench.submit(one, 'pause');
    await attemptUntilDone(bench, one, pause.opId, 300);
    release();
    await overtaken;
    expect(bench.fake.serving()).toEqual([]);
    expect(await bench.status(one, resume.operationId, 'resume')).toMatchObject({
      state: 'failed',
      error: { code: 'SUPERSEDED' },
    });
  });

  it('a resume that waits for its turn does not undo a pause that was asked for later', async () => {
    const one = await published();
    const resume = await bench.submit(one, 'resume');
    bench.fake.refuseNextWrite = 'slow-down';
    await attemptOnce(bench.deps(), one, resume.opId);
    const pause = await bench.submit(one, 'pause');
    await attemptUntilDone(bench, one, pause.opId);
    await attemptUntilDone(bench, one, resume.opId);
    expect(bench.fake.serving()).toEqual([]);
    expect((await bench.status(one, resume.operationId, 'resume')).error?.code).toBe('SUPERSEDED');
  });
});

describe('pause', () => {
  it('after an activation whose answer was lost is proved once more when it can no longer take effect', async () => {
    const one = await published();
    const resume = await bench.submit(one, 'resume');
    bench.fake.commitLateMs = 60_000;
    await attemptOnce(bench.deps(), one, resume.opId);
    const pause = await bench.submit(one, 'pause');
    await attemptOnce(bench.deps(), one, pause.opId);
    expect(await bench.status(one, pause.operationId, 'pause')).toMatchObject({
      state: 'running',
      progress: { step: expect.stringContaining('paused once more') as string },
    });
    bench.pass(60_000);
    expect(bench.fake.serving()).toHaveLength(1);
    await attemptUntilDone(bench, one, pause.opId);
    await attemptUntilDone(bench, one, resume.opId);
    bench.pass(10 ** 9);
    expect(bench.fake.serving()).toEqual([]);
    expect((await bench.status(one, pause.operationId, 'pause')).state).toBe('done');
  });
});

describe('remove', () => {
  it('takes along what a publication made without hearing the answer', async () => {
    const one = await bench.case();
    const { opId } = await bench.submit(one, 'publish');
    bench.fake.commitLateMs = 90_000;
    await attemptOnce(bench.deps(), one, opId);
    await bench.sql("UPDATE ops SET state = 'needs_review' WHERE id = $1", [opId]);
    const removal = await bench.submit(one, 'remove');
    await attemptUntilDone(bench, one, removal.opId);
    bench.pass(10 ** 9);
    expect(bench.fake.living()).toEqual([]);
  });
});

describe('resume', () => {
  it(
    'ends with everything active although the worker is killed, at every boundary in turn',
    { timeout: 60_000 },
    async () => {
      for (let nth = 0; ; nth += 1) {
        bench.reset();
        const one = await published();
        const { operationId, opId } = await bench.submit(one, 'resume');
        const struck = await kill(one, opId, nth);
        await attemptUntilDone(bench, one, opId);
        expect(bench.fake.serving().map(({ key }) => key)).toEqual(KEYS);
        const { state, objects } = await bench.status(one, operationId, 'resume');
        expect({ nth, state }).toEqual({ nth, state: 'done' });
        expect(objects.every((object) => object.state === 'active')).toBe(true);
        if (!struck) break;
      }
    },
  );

  it('that is refused half-way leaves nothing serving', async () => {
    const one = await published();
    const { operationId, opId } = await bench.submit(one, 'resume');
    let writes = 0;
    bench.fake.boundary = async (where) => {
      if (where === 'write sent' && (writes += 1) === 2) bench.fake.refuseNextWrite = 'refused';
    };
    await attemptUntilDone(bench, one, opId);
    expect(bench.fake.serving()).toEqual([]);
    expect((await bench.status(one, operationId, 'resume')).state).toBe('failed');
  });
});

describe('work on one ad account', () => {
  it('is one at a time, and on two accounts at the same time', async () => {
    await bench.sql(`DELETE FROM pgboss.job WHERE name = 'platforms.apply'`); // what the tests before took by hand
    const [one, two] = [await bench.case(), await bench.case()];
    const together = new Map<string, number>();
    const running = new Map<string, number>();
    let busiest = 0;
    bench.fake.searchLagMs = 0;
    const enough = Promise.withResolvers<void>();
    setTimeout(enough.resolve, 4_000).unref();
    await bench.jobs.work(
      jobKinds.apply,
      async (job) => {
        const account = job.payload.adAccountId;
        if (account !== one.adAccountId && account !== two.adAccountId) return;
        running.set(account, (running.get(account) ?? 0) + 1);
        together.set(account, Math.max(together.get(account) ?? 0, running.get(account) ?? 0));
        busiest = Math.max(
          busiest,
          [...running.values()].reduce((sum, count) => sum + count, 0),
        );
        if (busiest > 1) enough.resolve();
        await enough.promise;
        await inOrganization(job.payload.organizationId, () => apply(bench.deps(), job));
        running.set(account, (running.get(account) ?? 1) - 1);
      },
      { concurrency: 4 },
    );
    const submitted: { separate: Case; operationId: string }[] = [];
    for (let n = 0; n < 3; n += 1)
      for (const base of [one, two]) {
        const separate = { ...base, campaignId: crypto.randomUUID() };
        const { operationId } = await bench.submit(separate, 'publish');
        submitted.push({ separate, operationId });
      }
    await vi.waitFor(
      async () => {
        for (const { separate, operationId } of submitted)
          expect((await bench.status(separate, operationId, 'publish')).state).toBe('done');
      },
      { timeout: 30_000, interval: 100 },
    );
    expect([...together.values()]).toEqual([1, 1]);
    expect(busiest).toBe(2);
    expect(bench.fake.living()).toHaveLength(KEYS.length * 6);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { asAdministrator } from '../../tests/support/databases.ts';
import { Jobs, LostClaim, type Job, type JobDefinition } from '../jobs.ts';
import { installQueues, type QueueDefinition } from '../queues.ts';
import { asRole } from '../roles.ts';
import { inOrganization } from '../scope.ts';
import pg from 'pg';
import { notesDatabase } from './fixture.ts';

type Payload = { organizationId: string; n: number };
/** A kind of work whose payload travels as it is. */
const kind = (name: string): JobDefinition<Payload> => ({
  name,
  payload: { pack: (payload) => payload, unpack: (packed) => packed as Payload },
});
const ADD = 'INSERT INTO notes (organization_id, id, body) VALUES ($1, $2, $3)';
const QUEUES: QueueDefinition[] = [
  { name: 'test.plain', retryDelaySeconds: 0, retryDelayMaxSeconds: 1, retryLimit: 3 },
  { name: 'test.serial', serialByKey: true, retryDelaySeconds: 0, retryDelayMaxSeconds: 1 },
  { name: 'test.swift', serialByKey: true, heartbeatSeconds: 4, retryDelaySeconds: 1 },
];

async function jobsDatabase() {
  const base = await notesDatabase({ poolSize: 6 });
  const name = new URL(base.admin).pathname.slice(1);
  const ownerUrl = asRole(base.admin, name, 'analytics_owner');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await installQueues(ownerUrl, client, QUEUES, 'analytics_app');
  await client.end();
  const organizationId = randomUUID();
  const errors: unknown[] = [];
  const open = async () => {
    const jobs = new Jobs({ url: base.url, applicationName: 'test' });
    await jobs.start((error) => errors.push(error));
    onTestFinished(() => jobs.stop());
    return jobs;
  };
  const jobs = await open();
  return {
    ...base,
    jobs,
    open,
    organizationId,
    errors,
    enqueue: (queue: string, n: number, options = {}) =>
      inOrganization(organizationId, () =>
        base.database.transaction((tx) => jobs.enqueue(tx, kind(queue), { organizationId, n }, options)),
      ),
    states: async (queue: string) =>
      (
        await asAdministrator<{ state: string; retry_count: number }>(
          base.admin,
          `SELECT state::text, retry_count FROM pgboss.job WHERE name = $1 ORDER BY created_on, id`,
          [queue],
        )
      ).map((row) => row.state),
    notes: () =>
      asAdministrator<{ id: number; body: string }>(base.admin, 'SELECT id, body FROM notes ORDER BY id'),
  };
}
type Fixture = Awaited<ReturnType<typeof jobsDatabase>>;

/** Saves one note and finishes the job, in one transaction. */
const saveAndComplete = ({ database }: Fixture, job: Job<Payload>, body: string) =>
  inOrganization(job.payload.organizationId, () =>
    database.transaction(async (tx) => {
      await tx.rows(ADD, [job.payload.organizationId, job.payload.n, body]);
      await job.complete(tx);
    }),
  );

it('a job exists exactly when its transaction commits', async () => {
  const f = await jobsDatabase();
  const rolledBack = inOrganization(f.organizationId, () =>
    f.database.transaction(async (tx) => {
      await tx.rows(ADD, [f.organizationId, 1, 'gone']);
      await f.jobs.enqueue(tx, kind('test.plain'), { organizationId: f.organizationId, n: 1 });
      throw new Error('rolled back');
    }),
  );
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(await f.states('test.plain')).toEqual([]);
  await f.enqueue('test.plain', 2);
  expect(await f.states('test.plain')).toEqual(['created']);
});

it('a job that completes in its transaction is done once, soon after it was asked for', async () => {
  const f = await jobsDatabase();
  const attempts: number[] = [];
  await f.jobs.work(kind('test.plain'), async (job) => {
    attempts.push(job.retryCount);
    await saveAndComplete(f, job, 'done');
  });
  const asked = Date.now();
  await f.enqueue('test.plain', 1);
  await expect.poll(() => f.states('test.plain'), { timeout: 5_000, interval: 20 }).toEqual(['completed']);
  expect(Date.now() - asked).toBeLessThan(1_500);
  expect(attempts).toEqual([0]);
  expect(await f.notes()).toEqual([{ id: 1, body: 'done' }]);
  expect(f.errors).toEqual([]);
});

it('a lost claim undoes the effects of the worker that lost it', async () => {
  const f = await jobsDatabase();
  const outcomes: unknown[] = [];
  await f.jobs.work(kind('test.plain'), async (job) => {
    if (job.retryCount === 0) {
      // while this worker dawdles, the claim runs out and the job is handed to somebody else
      await asAdministrator(
        f.admin,
        `UPDATE pgboss.job SET retry_count = 1, started_on = now() WHERE id = $1`,
        [job.id],
      );
    }
    try {
      await saveAndComplete(f, job, `attempt ${job.retryCount}`);
      outcomes.push('saved');
    } catch (error) {
      outcomes.push(error);
      throw error;
    }
  });
  await f.enqueue('test.plain', 1);
  await expect.poll(() => outcomes.length, { timeout: 5_000 }).toBe(1);
  expect(outcomes[0]).toBeInstanceOf(LostClaim);
  expect(await f.notes()).toEqual([]);
  expect(await f.states('test.plain')).toEqual(['active']); // the other worker's claim stands
});

it('effects that roll back take the completion with them, and the job is tried again', async () => {
  const f = await jobsDatabase();
  const attempts: number[] = [];
  await f.jobs.work(kind('test.plain'), async (job) => {
    attempts.push(job.retryCount);
    if (job.retryCount > 0) return saveAndComplete(f, job, 'second');
    await inOrganization(f.organizationId, () =>
      f.database.transaction(async (tx) => {
        await tx.rows(ADD, [f.organizationId, 1, 'first']);
        await job.complete(tx);
        throw new Error('after completing');
      }),
    );
  });
  await f.enqueue('test.plain', 1);
  await expect.poll(() => f.states('test.plain'), { timeout: 10_000 }).toEqual(['completed']);
  expect(attempts).toEqual([0, 1]);
  expect(await f.notes()).toEqual([{ id: 1, body: 'second' }]);
});

it('a failing job is tried again and rests in the dead letters in the end', async () => {
  const f = await jobsDatabase();
  const attempts: number[] = [];
  await f.jobs.work(kind('test.plain'), async (job) => {
    attempts.push(job.retryCount);
    throw new Error('never works');
  });
  await f.enqueue('test.plain', 1);
  await expect.poll(() => f.states('test.plain'), { timeout: 15_000 }).toEqual(['failed']);
  expect(attempts).toEqual([0, 1, 2, 3]);
  expect(await f.states('dead')).toEqual(['created']);
});

it('jobs of one key run one at a time over two nodes, other keys beside them', async () => {
  const f = await jobsDatabase();
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  let together = 0;
  let done = 0;
  const handle = async (job: Job<Payload>) => {
    const key = job.payload.n % 2 ? 'odd' : 'even';
    running.set(key, (running.get(key) ?? 0) + 1);
    most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
    together = Math.max(together, (running.get('odd') ?? 0) + (running.get('even') ?? 0));
    await new Promise((resolve) => setTimeout(resolve, 60));
    running.set(key, (running.get(key) ?? 0) - 1);
    await saveAndComplete(f, job, key);
    done += 1;
  };
  for (let n = 1; n <= 10; n += 1) await f.enqueue('test.serial', n, { key: n % 2 ? 'odd' : 'even' });
  for (const jobs of [f.jobs, await f.open()])
    await jobs.work(kind('test.serial'), handle, { concurrency: 3 });
  await expect.poll(() => done, { timeout: 15_000 }).toBe(10);
  expect([most.get('odd'), most.get('even')]).toEqual([1, 1]);
  expect(together).toBe(2);
});

it(
  'the job of a worker that died goes on with another one within ten seconds',
  { timeout: 20_000 },
  async () => {
    const f = await jobsDatabase();
    await f.enqueue('test.swift', 1, { key: 'a' });
    const claimed = await asAdministrator(
      f.admin,
      `UPDATE pgboss.job SET state = 'active', started_on = now(), heartbeat_on = now() WHERE name = 'test.swift'
     RETURNING heartbeat_seconds AS beat`,
    );
    expect(claimed).toEqual([{ beat: 4 }]);
    const died = Date.now();
    const goesOn = Promise.withResolvers<number>();
    await f.jobs.work(kind('test.swift'), async (job) => {
      await saveAndComplete(f, job, 'went on');
      goesOn.resolve(job.retryCount);
    });
    expect(await goesOn.promise).toBe(1);
    expect(Date.now() - died).toBeGreaterThan(3_000);
    expect(Date.now() - died).toBeLessThan(10_000);
  },
);

it(
  'a worker that takes longer than the heartbeat keeps its job while it lives',
  { timeout: 20_000 },
  async () => {
    const f = await jobsDatabase();
    await f.enqueue('test.swift', 1, { key: 'a' });
    const attempts: number[] = [];
    await f.jobs.work(kind('test.swift'), async (job) => {
      attempts.push(job.retryCount);
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      await saveAndComplete(f, job, 'in one go');
    });
    await expect.poll(() => f.states('test.swift'), { timeout: 15_000 }).toEqual(['completed']);
    expect(attempts).toEqual([0]);
  },
);

it('the same id is queued once', async () => {
  const f = await jobsDatabase();
  const id = randomUUID();
  expect(await f.enqueue('test.plain', 1, { id })).toBe(id);
  expect(await f.enqueue('test.plain', 1, { id })).toBeNull();
  expect(await f.states('test.plain')).toEqual(['created']);
});

import { PgBoss, type Db } from 'pg-boss';
import type { Tx } from './database.ts';
import { JOBS_SCHEMA } from './queues.ts';
import { asSystem } from './scope.ts';

/** Another worker has taken over the job, so this one must not change anything any more. */
export class LostClaim extends Error {
  constructor(job: string) {
    super(`the claim on job ${job} was lost`);
    this.name = 'LostClaim';
  }
}

/** A third of the shortest heartbeat of a queue (contracts/jobs.ts): one that is late costs no claim. */
const HEARTBEAT_REFRESH_SECONDS = 1;

const REVIVE_MS = 1_000;
/** Whoever takes a job up again raises `retry_count`, which is what fences the dead worker off. */
const REVIVE_ORPHANS = `
  UPDATE ${JOBS_SCHEMA}.job SET state = 'retry', start_after = now()
  WHERE state = 'active' AND policy = 'singleton' AND heartbeat_seconds < 10 AND retry_count < retry_limit
    AND heartbeat_on < now() - heartbeat_seconds * interval '1 second'`;

const HASTEN = `
  UPDATE ${JOBS_SCHEMA}.job SET start_after = now()
  WHERE name = $1 AND singleton_key = $2 AND state = 'created' AND start_after > now() AND data @> $3::jsonb`;

/** One attempt at a piece of durable work. */
export type Job<Payload> = {
  id: string;
  /** 0 for the first attempt. */
  retryCount: number;
  payload: Payload;
  /** Aborts when the claim is lost or the node stops. */
  signal: AbortSignal;
  /** Finishes the job in the transaction of its effects; a lost claim rolls them back. @throws LostClaim */
  complete(tx: Tx): Promise<void>;
};

/**
 * The part of a job's contract (contracts/jobs.ts) that this folder needs: its queue's name, and how payloads travel.
 */
export type JobDefinition<Payload> = {
  readonly name: string;
  readonly payload: { pack(payload: Payload): object; unpack(packed: unknown): Payload };
};

/** `priority`: jobs with a higher one are taken first; 0 where it is not said. */
export type EnqueueOptions = { key?: string; startAfterSeconds?: number; id?: string; priority?: number };
export type WorkOptions = { concurrency?: number; batchPollSeconds?: number };

const bossDb = (tx: Tx): Db => ({
  executeSql: async (text: string, values?: unknown[]) => ({ rows: await tx.rows(text, values ?? []) }),
});

/** Durable work of one service, in its own database (pg-boss). */
export class Jobs {
  readonly #boss: PgBoss;
  #onError: (error: unknown) => void = () => undefined;
  #started = false;
  #reviving: NodeJS.Timeout | undefined;

  constructor(options: { url: string; applicationName: string }) {
    this.#boss = new PgBoss({
      connectionString: options.url,
      schema: JOBS_SCHEMA,
      application_name: `${options.applicationName}-jobs`,
      max: 3,
      migrate: false,
      createSchema: false,
      schedule: false,
      useListenNotify: true,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    this.#boss.on('error', (error) => this.#onError(error));
  }

  /**
   * @param onError called for errors outside of jobs (a lost connection, a failed poll)
   * @throws when the database stays unreachable
   */
  async start(onError: (error: unknown) => void = () => undefined): Promise<void> {
    this.#onError = onError;
    await asSystem(() => this.#boss.start());
    this.#started = true;
    this.#reviving = setInterval(() => void this.#reviveOrphans(), REVIVE_MS);
    this.#reviving.unref();
  }

  /**
   * Gives the jobs of dead workers to others. pg-boss does the same with its statistics, every ten seconds; this is one
   * narrow statement for the queues whose heartbeat is shorter than that.
   */
  async #reviveOrphans(): Promise<void> {
    try {
      await asSystem(() => this.#boss.getDb().executeSql(REVIVE_ORPHANS, []));
    } catch (error) {
      this.#onError(error);
    }
  }

  /** Waits up to ten seconds for running jobs; jobs that take longer are returned to the queue. */
  async stop(): Promise<void> {
    clearInterval(this.#reviving);
    if (this.#started) await this.#boss.stop({ graceful: true, timeout: 10_000 });
    this.#started = false;
  }

  /** Enqueues a job in the transaction of the change that needs it. Null when a job with this id is queued already. */
  async enqueue<Payload>(
    tx: Tx,
    job: JobDefinition<Payload>,
    payload: Payload,
    options: EnqueueOptions = {},
  ): Promise<string | null> {
    return this.#boss.send(job.name, job.payload.pack(payload), {
      db: bossDb(tx),
      ...(options.key === undefined ? {} : { singletonKey: options.key }),
      ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
      ...(options.priority === undefined ? {} : { priority: options.priority }),
      ...(options.id === undefined ? {} : { id: options.id }),
    });
  }

  /** Has the waiting jobs of a key whose payload has this `part` taken now, whenever they were to be. */
  async hasten<Payload extends object>(
    tx: Tx,
    { name }: JobDefinition<Payload>,
    key: string,
    part: Partial<Payload>,
  ): Promise<void> {
    await tx.rows(HASTEN, [name, key, JSON.stringify(part)]);
  }

  /** Starts to take jobs of one kind. When `handle` throws, the job returns to the queue for a later attempt. */
  async work<Payload>(
    { name, payload }: JobDefinition<Payload>,
    handle: (job: Job<Payload>) => Promise<void>,
    options: WorkOptions = {},
  ): Promise<void> {
    let workId = '';
    const settings = {
      batchSize: 1,
      localConcurrency: options.concurrency ?? 2,
      pollingIntervalSeconds: options.batchPollSeconds ?? 1,
      notifyPollingIntervalSeconds: options.batchPollSeconds ?? 1,
      heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
    };
    workId = await this.#boss.work<object>(name, settings, async ([raw]) => {
      if (!raw) return;
      if (workId) this.#boss.notifyWorker(workId); // look again at once after this job
      const { id, data } = raw;
      const retryCount = (raw as { retryCount?: number }).retryCount ?? 0;
      await handle({
        id,
        retryCount,
        get payload() {
          return payload.unpack(data);
        },
        signal: raw.signal,
        complete: async (tx) => {
          const result = (await this.#boss.complete(name, { id, retryCount }, undefined, {
            db: bossDb(tx),
          })) as {
            affected?: number;
          };
          if (result.affected !== 1) throw new LostClaim(id);
        },
      });
    });
  }

  /**
   * Starts to take jobs of one kind many at a time, for work that is cheaper together. `handle` answers the ids of the
   * jobs that are done; the others return to the queue.
   */
  async workInBatches<Payload>(
    { name, payload }: JobDefinition<Payload>,
    batchSize: number,
    handle: (jobs: readonly { id: string; payload: Payload }[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    const settings = {
      batchSize,
      burstWhenBatchFull: true,
      perJobResults: true as const,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 1,
      heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
    };
    await this.#boss.work<object>(name, settings, async (raw) => {
      const done = await handle(raw.map(({ id, data }) => ({ id, payload: payload.unpack(data) })));
      return raw.map(({ id }) => ({ id, status: done.has(id) ? 'completed' : 'failed' }));
    });
  }
}

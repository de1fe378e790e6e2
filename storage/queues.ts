import { createHash } from 'node:crypto';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';

/**
 * The queue of a kind of job. `serialByKey`: at most one job of a key runs at a time on all nodes (pg-boss
 * `singleton`).
 */
export type QueueDefinition = {
  name: string;
  serialByKey?: true;
  retryLimit?: number;
  retryDelaySeconds?: number;
  retryDelayMaxSeconds?: number;
  expireSeconds?: number;
  heartbeatSeconds?: number;
  keepDoneSeconds?: number;
};

export const JOBS_SCHEMA = 'pgboss';
const DEAD = 'dead';
/** Raise this number when the file installs something else than before, so that nodes install it again. */
const INSTALLER = 4;
const HEARTBEAT_SECONDS = 20;
/** The least that pg-boss takes in a call. */
const LEAST_HEARTBEAT_SECONDS = 10;

/** The settings of one queue for pg-boss. */
function settingsOf(queue: QueueDefinition) {
  return {
    notify: true,
    ...(queue.serialByKey ? { policy: 'singleton' as const } : {}),
    retryLimit: queue.retryLimit ?? 8,
    retryDelay: queue.retryDelaySeconds ?? 2,
    retryBackoff: true,
    retryDelayMax: queue.retryDelayMaxSeconds ?? 900,
    heartbeatSeconds: Math.max(queue.heartbeatSeconds ?? HEARTBEAT_SECONDS, LEAST_HEARTBEAT_SECONDS),
    expireInSeconds: queue.expireSeconds ?? 900,
    retentionSeconds: 90 * 86_400,
    deleteAfterSeconds: queue.keepDoneSeconds ?? 7 * 86_400,
    deadLetter: DEAD,
  };
}

async function installQueue(boss: PgBoss, client: pg.Client, queue: QueueDefinition): Promise<void> {
  const { policy: _policy, ...changeable } = settingsOf(queue) as ReturnType<typeof settingsOf> & {
    policy?: string;
  };
  if (await boss.getQueue(queue.name)) await boss.updateQueue(queue.name, changeable);
  else await boss.createQueue(queue.name, settingsOf(queue));
  // pg-boss changes no policy; jobs that are queued already keep theirs
  await client.query(`UPDATE ${JOBS_SCHEMA}.queue SET policy = $2 WHERE name = $1 AND policy <> $2`, [
    queue.name,
    queue.serialByKey ? 'singleton' : 'standard',
  ]);
  // pg-boss takes no less than ten seconds in a call, and honours less in its table
  if (queue.heartbeatSeconds !== undefined)
    await client.query(`UPDATE ${JOBS_SCHEMA}.queue SET heartbeat_seconds = $2 WHERE name = $1`, [
      queue.name,
      queue.heartbeatSeconds,
    ]);
}

/**
 * Installs pg-boss and the service's queues as the owner role, and grants their use to the application role. A stored
 * hash of the queues skips this when nothing has changed.
 */
export async function installQueues(
  ownerUrl: string,
  client: pg.Client,
  queues: readonly QueueDefinition[],
  appRole: string,
): Promise<void> {
  if (queues.length === 0) return;
  const stamp = createHash('sha1')
    .update(JSON.stringify([INSTALLER, queues]))
    .digest('hex');
  await client.query('CREATE TABLE IF NOT EXISTS schema_stamps (name text PRIMARY KEY, stamp text NOT NULL)');
  const { rows } = await client.query<{ stamp: string }>(
    `SELECT stamp FROM schema_stamps WHERE name = 'queues'`,
  );
  if (rows[0]?.stamp === stamp) return;
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOBS_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', () => undefined); // start() and createQueue() reject with the same error
  await boss.start();
  try {
    await boss.createQueue(DEAD, { retentionSeconds: 365 * 86_400 });
    for (const queue of queues) await installQueue(boss, client, queue);
  } finally {
    await boss.stop({ graceful: false });
  }
  await client.query(`
    GRANT USAGE ON SCHEMA ${JOBS_SCHEMA} TO ${appRole};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO ${appRole};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOBS_SCHEMA} TO ${appRole};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${JOBS_SCHEMA} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${appRole};`);
  await client.query(
    `INSERT INTO schema_stamps VALUES ('queues', $1) ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp`,
    [stamp],
  );
}

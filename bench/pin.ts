import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const APPLICATION_CORE = '0';
const LOAD_CORE = '1';

/** Which command runs a program on the application's core; empty where processes cannot be pinned. */
export type Pinning = { prefix: readonly string[]; words: string };

/** Moves this process, and with it what it starts (PostgreSQL), to the load's core; tells how to start applications. */
export function pinLoad(): Pinning {
  const free = { prefix: [], words: 'not pinned: taskset or a second core is missing, so expect more noise' };
  if (process.platform !== 'linux' || availableParallelism() < 2) return free;
  const moved = spawnSync('taskset', ['-acp', LOAD_CORE, String(process.pid)]);
  if (moved.status !== 0) return free;
  return {
    prefix: ['taskset', '-c', APPLICATION_CORE],
    words: `application on core ${APPLICATION_CORE}; load and PostgreSQL on core ${LOAD_CORE}`,
  };
}

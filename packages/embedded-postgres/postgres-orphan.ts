import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '@sip/local-servers/startup-error';
import type { Binaries } from './postgres-binaries.ts';
import type { Home } from './postgres-home.ts';
import { disownPidFile, isServerAlive, readPidFile, type PidFile } from './postgres-pidfile.ts';
import { queryDataFolder } from './postgres-ping.ts';

const PATIENCE_MS = 20_000;

/**
 * Clears what an earlier run left behind: a stale postmaster.pid is made harmless, and a server
 * whose owner died is stopped cleanly, once it proved to be ours by its data folder and our password.
 * It is not kept, because its watchdog may be about to stop it. The caller must own the folder.
 * Rejects with StartupError when a server that is not ours holds the data.
 */
export async function clearOrphan(
  home: Home,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  const pidFile = readPidFile(home.cluster);
  if (!pidFile) return;
  if (isServerAlive(home.cluster, pidFile)) {
    const ours = await isOurs(home, pidFile);
    if (ours) {
      log(`A PostgreSQL left over from an earlier run (process ${String(pidFile.pid)}) is stopped`);
      interrupt(pidFile.pid, binaries);
    }
    await waitUntilGone(home, pidFile, ours);
  }
  if (existsSync(home.cluster)) disownPidFile(home.cluster);
}

async function isOurs(home: Home, pidFile: PidFile): Promise<boolean> {
  try {
    const password = readFileSync(home.password, 'utf8').trim();
    const folder = await queryDataFolder({
      host: '127.0.0.1',
      port: pidFile.port,
      user: 'postgres',
      password,
    });
    return realpathSync(folder) === realpathSync(home.cluster);
  } catch {
    return false;
  }
}

/** A server that refuses us may already be stopping: it gets the same time before we give up. */
async function waitUntilGone(home: Home, pidFile: PidFile, ours: boolean): Promise<void> {
  const deadline = Date.now() + (ours ? PATIENCE_MS : PATIENCE_MS / 4);
  while (isServerAlive(home.cluster, pidFile)) {
    if (Date.now() > deadline) {
      throw new StartupError(
        `A PostgreSQL server (process ${String(pidFile.pid)}) still uses the data in ${home.dir}: stop it and start again.`,
      );
    }
    await delay(20);
  }
}

function interrupt(pid: number, binaries: Binaries): void {
  if (process.platform === 'win32') execFileSync(binaries.pgCtl, ['kill', 'INT', String(pid)]);
  else process.kill(pid, 'SIGINT');
}

import { closeSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { assertPortFree, freePort } from '@sip/local-servers/free-port';
import { spawnGuarded, type Account, type GuardedProcess } from '@sip/local-servers/guarded-process';
import { StartupError, diskFull } from '@sip/local-servers/startup-error';
import type { Binaries } from './postgres-binaries.ts';
import type { Home } from './postgres-home.ts';
import { queryDataFolder } from './postgres-ping.ts';

/** How the server is to run. */
export interface ServerSettings {
  durable: boolean;
  maxConnections: number;
  port?: number;
  password: string;
}

const ATTEMPTS = 4;
const READY_WITHIN_MS = 120_000;
const LOG_LIMIT = 10 * 1024 * 1024;
const UNSAFE_BUT_FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts the server of an existing cluster and waits until it answers a query.
 * A port taken in between and processes of a killed server that still end are tried again.
 * Rejects with StartupError, and leaves no process behind then.
 */
export async function launch(
  home: Home,
  binaries: Binaries,
  account: Account | null,
  settings: ServerSettings,
): Promise<{ server: GuardedProcess; port: number }> {
  if (settings.port !== undefined) await assertPortFree(settings.port, "PostgreSQL's port");
  for (let attempt = 1; ; attempt += 1) {
    const port = settings.port ?? (await freePort(attempt === 1 ? rememberedPort(home) : undefined));
    const written = rotateLog(home.logFile);
    const server = await startServer(home, binaries, account, serverArguments(home, settings, port));
    try {
      await waitUntilReady(server, settings.password, port, home);
      writeFileSync(home.port, `${String(port)}\n`);
      return { server, port };
    } catch (error) {
      server.kill();
      const text = readFileSync(home.logFile, 'utf8').slice(written);
      if (attempt === ATTEMPTS || !isPassing(text)) throw launchError(home, text, error);
      await delay(attempt * 500);
    }
  }
}

function serverArguments(home: Home, settings: ServerSettings, port: number): string[] {
  const values = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${String(port)}`,
    `max_connections=${String(settings.maxConnections)}`,
    'shared_buffers=96MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'password_encryption=scram-sha-256',
    ...(settings.durable ? [] : UNSAFE_BUT_FAST),
  ];
  return ['-D', home.cluster, ...values.flatMap((value) => ['-c', value])];
}

async function startServer(
  home: Home,
  binaries: Binaries,
  account: Account | null,
  args: string[],
): Promise<GuardedProcess> {
  const output = openSync(home.logFile, 'a', 0o600);
  try {
    const options = { stopSignal: 'SIGINT', graceMs: 30_000, account, cwd: home.cluster, output } as const;
    return await spawnGuarded(binaries.postgres, args, options);
  } finally {
    closeSync(output);
  }
}

async function waitUntilReady(
  server: GuardedProcess,
  password: string,
  port: number,
  home: Home,
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (server.hasExited()) throw new StartupError('PostgreSQL ended while it was starting.');
    try {
      await queryDataFolder({ host: '127.0.0.1', port, user: 'postgres', password });
      return;
    } catch (error) {
      const refused = error instanceof Error && 'code' in error && error.code === '28P01';
      if (refused)
        throw new StartupError(`The password in ${home.password} does not fit the data beside it.`);
      if (Date.now() > deadline) throw error;
      await delay(15);
    }
  }
}

function isPassing(log: string): boolean {
  return /could not bind|could not create any TCP\/IP sockets|shared memory block .* is still in use/.test(
    log,
  );
}

function launchError(home: Home, log: string, error: unknown): StartupError {
  if (log.includes('No space left on device')) return diskFull(home.dir, error);
  if (error instanceof StartupError && !error.message.endsWith('starting.')) return error;
  const line = log.split('\n').find((candidate) => /FATAL|PANIC/.test(candidate)) ?? 'it gave no reason';
  return new StartupError(
    `PostgreSQL did not start: ${line.replace(/^.*(FATAL|PANIC):\s*/, '')} (see ${home.logFile}).`,
    {
      cause: error,
    },
  );
}

function rememberedPort(home: Home): number | undefined {
  try {
    const port = Number(readFileSync(home.port, 'utf8').trim());
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** Returns how much the log holds already. */
function rotateLog(logFile: string): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_LIMIT) return size;
  renameSync(logFile, `${logFile}.old`);
  return 0;
}

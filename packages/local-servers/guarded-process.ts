import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from './startup-error.ts';

/** The user a program runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** A program that cannot outlive the process which started it. */
export interface GuardedProcess {
  pid: number;
  exited: Promise<number>;
  hasExited(): boolean;
  /** Sends the stop signal, waits, and kills what does not end within the grace time. */
  stop(): Promise<void>;
  kill(): void;
}

export interface GuardedOptions {
  stopSignal: 'SIGINT' | 'SIGTERM';
  graceMs?: number;
  /** Without it, or when null, the program runs as our own user; only root may name another. */
  account?: Account | null;
  cwd: string;
  /** File descriptor that takes stdout and stderr; without it the output is dropped. */
  output?: number;
  env?: Record<string, string>;
}

/**
 * A background shell waits on descriptor 3, whose other end only our process holds. When we die in
 * whatever way, kill -9 included, the read ends and the shell stops the program. The program then
 * replaces the outer shell, so that its id is the one we know and no moment is left unguarded. The
 * watchdog is not its child: PostgreSQL would take the end of an unknown child for a crash.
 */
const WATCHDOG = `
signal=$1; shift
( (
  trap '' HUP INT TERM
  read -r word <&3
  [ "$word" = release ] && exit 0
  kill -s "$signal" $$ || exit 0
  tries=0
  while kill -0 $$ && [ $tries -lt 100 ]; do
    read -r status </proc/$$/stat && case $status in *') Z '*) exit 0 ;; esac
    sleep 0.2 || sleep 1
    tries=$((tries + 1))
  done
  kill -s KILL $$
) >/dev/null 2>&1 & )
exec "$@" 3<&-
`;

/**
 * Starts a program in a session of its own (Ctrl-C does not reach it) under a watchdog.
 * Rejects with StartupError when it cannot be started at all. On Windows there is no watchdog.
 */
export async function spawnGuarded(
  command: string,
  args: readonly string[],
  options: GuardedOptions,
): Promise<GuardedProcess> {
  const output = options.output ?? 'ignore';
  const windows = process.platform === 'win32';
  const signal = options.stopSignal.slice(3);
  const child = spawn(
    windows ? command : '/bin/sh',
    windows ? args : ['-c', WATCHDOG, 'watchdog', signal, command, ...args],
    {
      cwd: options.cwd,
      env: { ...systemEnvironment(), ...options.env },
      detached: !windows,
      windowsHide: true,
      stdio: ['ignore', output, output, windows ? 'ignore' : 'pipe'],
      ...(options.account ?? {}),
    },
  );
  try {
    await once(child, 'spawn');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`${command} could not be started: ${reason}.`, { cause: error });
  }
  return guard(child, options);
}

function guard(child: ChildProcess, options: GuardedOptions): GuardedProcess {
  const line = child.stdio[3] as Socket | null;
  line?.on('error', () => undefined);
  let ended = false;
  const exited = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      line?.end('release\n');
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
  child.unref();
  line?.unref();
  const stop = async (): Promise<void> => {
    if (ended) return;
    child.ref();
    child.kill(options.stopSignal);
    if (await endsWithin(exited, options.graceMs ?? 10_000)) return;
    child.kill('SIGKILL');
    await exited;
  };
  return {
    pid: child.pid ?? 0,
    exited,
    hasExited: () => ended,
    stop,
    kill: () => void child.kill('SIGKILL'),
  };
}

async function endsWithin(exited: Promise<number>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([exited.then(() => true), late]);
  timer.abort();
  return inTime;
}

/** What a child needs to run at all: settings such as PGPORT or LD_PRELOAD must not leak into it. */
function systemEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { environment } from '../lib/environment.ts';

/** A program under load: where it answers, what it has cost so far, and how to end it. */
export type Contestant = {
  name: string;
  url: string;
  pid: number;
  /** CPU seconds of all its threads so far; null where the system does not tell. */
  cpuSeconds: () => Promise<number | null>;
  /** Resident memory in MiB; null where the system does not tell. */
  residentMiB: () => Promise<number | null>;
  stop: () => Promise<void>;
};

const START_MS = 60_000;
/** Ticks a second of /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Starts a program with a pinning prefix and waits until `path` answers anything but a refusal to connect. */
export async function startContestant(
  name: string,
  command: readonly string[],
  env: Record<string, string>,
  ready: { url: string; path: string },
  onLine: (line: string) => void = (line) => console.log(line),
): Promise<Contestant> {
  const [program = process.execPath, ...args] = command;
  const child = spawn(program, args, {
    env: { ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', onLine);
  const pid = child.pid ?? 0;
  const startedAt = Date.now();
  while (
    !(await fetch(new URL(ready.path, ready.url)).then(
      (r) => r.status < 500,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${name} ended while it started; its message is above`);
    if (Date.now() - startedAt > START_MS)
      throw new Error(`${name} does not answer at ${ready.url}${ready.path}`);
    await wait(20);
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(timer);
  };
  return {
    name,
    url: ready.url,
    pid,
    cpuSeconds: () => cpuSecondsOf(pid),
    residentMiB: () => residentMiBOf(pid),
    stop,
  };
}

async function cpuSecondsOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

async function residentMiBOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

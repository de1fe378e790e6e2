import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commandLine, isRunning } from '@sip/local-servers/process-identity';

/** What a PostgreSQL server notes in its data folder. */
export interface PidFile {
  pid: number;
  port: number;
}

const LINES_BEFORE_STATUS = 7;

/** Reads postmaster.pid; null when there is none or it is not readable as one. */
export function readPidFile(cluster: string): PidFile | null {
  const lines = linesOf(cluster);
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? 0) };
}

/** Whether the server that wrote the file still runs; another program with the same id does not count. */
export function isServerAlive(cluster: string, pidFile: PidFile): boolean {
  if (pidFile.pid === process.pid || !isRunning(pidFile.pid)) return false;
  const command = commandLine(pidFile.pid);
  if (command === null) return true;
  const program = basename(command.split(' ')[0] ?? '');
  return program.startsWith('postgres') && command.includes(cluster);
}

/**
 * Makes PostgreSQL accept the file of a server that is gone although its id looks taken (a zombie,
 * or an unrelated program). PostgreSQL ignores the id of its own parent, which is us, and still
 * checks that no process holds the shared memory; deleting the file would skip that check.
 */
export function disownPidFile(cluster: string): void {
  const lines = linesOf(cluster);
  if (!lines) return;
  const kept = [String(process.pid), ...lines.slice(1, LINES_BEFORE_STATUS)];
  writeFileSync(pathOf(cluster), `${kept.join('\n')}\n`);
}

function linesOf(cluster: string): string[] | null {
  try {
    return readFileSync(pathOf(cluster), 'utf8').split('\n');
  } catch {
    return null;
  }
}

function pathOf(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

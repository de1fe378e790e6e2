import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { systemCode } from './startup-error.ts';

/**
 * Whether a process with this id runs. A zombie (ended, not yet collected by its parent) does not
 * count: containers whose first process collects nobody keep zombies for ever.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  const state = process.platform === 'linux' ? statFields(pid)?.[0] : undefined;
  return state !== 'Z' && state !== 'X';
}

/**
 * A text that differs between two processes which had the same id one after the other, or null when
 * the process is gone or the system does not tell.
 */
export function startStamp(pid: number): string | null {
  if (process.platform === 'linux') return statFields(pid)?.[19] ?? null;
  return processStatus(pid, 'lstart=');
}

/** The command line of a process in one string, arguments separated by spaces; null when unknown. */
export function commandLine(pid: number): string | null {
  if (process.platform !== 'linux') return processStatus(pid, 'command=');
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .split('\0')
      .join(' ')
      .trim();
  } catch {
    return null;
  }
}

/** The fields of /proc/PID/stat from the state on; the name before them may itself hold brackets. */
function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function processStatus(pid: number, column: string): string | null {
  if (process.platform === 'win32') return null;
  try {
    const args = ['-o', column, '-p', String(pid)];
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
  } catch {
    return null;
  }
}

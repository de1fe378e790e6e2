import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Account } from '@sip/local-servers/guarded-process';
import { StartupError } from '@sip/local-servers/startup-error';

/**
 * The account PostgreSQL must run under: null for our own, `nobody` when we are root, because
 * PostgreSQL refuses root. Throws StartupError when there is no such user or when ours has no name.
 */
export function postgresAccount(): Account | null {
  if (process.platform === 'win32') return null;
  if (process.geteuid?.() !== 0) {
    requireNamedUser();
    return null;
  }
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  if (!fields) {
    throw new StartupError(
      'PostgreSQL refuses to run as root and there is no user "nobody": start as another user or set DATABASE_URL.',
    );
  }
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Whether the account can pass through the folder and the shell test on it holds (`$1` is the folder). */
export function accountCan(account: Account, folder: string, test = 'true'): boolean {
  const script = `cd "$1" && ${test}`;
  const result = spawnSync('/bin/sh', ['-c', script, 'probe', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...account,
  });
  if (result.error) {
    throw new StartupError(
      `PostgreSQL refuses to run as root and this system does not let root become "nobody" (${result.error.message}): start as another user or set DATABASE_URL.`,
      { cause: result.error },
    );
  }
  return result.status === 0;
}

function requireNamedUser(): void {
  try {
    userInfo();
  } catch (error) {
    throw new StartupError(
      `PostgreSQL needs a named user, but user id ${String(process.geteuid?.())} has no name in /etc/passwd: start as a named user or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

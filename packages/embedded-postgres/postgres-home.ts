import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Account } from '@sip/local-servers/guarded-process';
import { folderError, systemCode } from '@sip/local-servers/startup-error';
import { accountCan } from './account.ts';

/** The files of one embedded PostgreSQL. */
export interface Home {
  dir: string;
  requested: string;
  cluster: string;
  password: string;
  port: string;
  logFile: string;
  lock: string;
}

/**
 * Makes the data folder and tells where everything in it is. When the account cannot reach the
 * folder, a reachable one stands in for it, the same one each time. Throws StartupError.
 */
export function prepareHome(
  dataDir: string,
  account: Account | null,
  shared: () => string,
  log: (line: string) => void,
): Home {
  const requested = makeWritable(resolve(dataDir));
  if (!account || accountCan(account, requested)) return inFolder(requested, requested);
  const name = createHash('sha256').update(requested).digest('hex').slice(0, 16);
  const dir = makeWritable(join(shared(), 'clusters', name));
  log(`The database is kept in ${dir}, because PostgreSQL cannot reach ${requested} as user nobody`);
  return inFolder(dir, requested);
}

function inFolder(dir: string, requested: string): Home {
  return {
    dir,
    requested,
    cluster: join(dir, 'cluster'),
    password: join(dir, 'password'),
    port: join(dir, 'port'),
    logFile: join(dir, 'postgres.log'),
    lock: join(dir, 'owner.lock'),
  };
}

/** Only folders made here get their permissions set; existing ones stay as they are. */
function makeWritable(folder: string): string {
  try {
    const first = mkdirSync(folder, { recursive: true });
    for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made)) {
      chmodSync(made, 0o755);
    }
    rmdirSync(mkdtempSync(join(folder, '.writable-')));
    return realpathSync(folder);
  } catch (error) {
    throw folderError(realReason(error, folder), folder);
  }
}

/** Node reports ENOENT when it makes folders on a read-only disk; the folder above knows better. */
function realReason(error: unknown, folder: string): unknown {
  if (systemCode(error) !== 'ENOENT') return error;
  let above = folder;
  while (!existsSync(above)) above = dirname(above);
  try {
    accessSync(above, constants.W_OK);
    return error;
  } catch (reason) {
    return reason;
  }
}

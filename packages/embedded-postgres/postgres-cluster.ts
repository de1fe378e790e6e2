import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync } from 'node:fs';
import { readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnGuarded, type Account } from '@sip/local-servers/guarded-process';
import { StartupError, diskFull, folderError } from '@sip/local-servers/startup-error';
import type { Binaries } from './postgres-binaries.ts';
import { dropForgotten, keepPlace, recordPlace } from './postgres-forgotten.ts';
import type { Home } from './postgres-home.ts';

const UNFINISHED = 'unfinished-';

/**
 * Returns the password of the cluster, which is made when there is none. Making it ends with one
 * rename, so that a start killed half-way leaves no broken cluster. The caller must own the folder.
 * Rejects with StartupError (other version, foreign folder, lost password, read-only, disk full).
 */
export async function ensureCluster(
  home: Home,
  binaries: Binaries,
  account: Account | null,
  durable: boolean,
): Promise<string> {
  removeUnfinished(home);
  dropForgotten(home);
  if (durable) keepPlace(home);
  if (existsSync(home.cluster)) return openCluster(home, binaries);
  try {
    const password = await createCluster(home, binaries, account, durable);
    recordPlace(home, durable);
    return password;
  } catch (error) {
    removeUnfinished(home);
    throw folderError(error, home.dir);
  }
}

async function createCluster(
  home: Home,
  binaries: Binaries,
  account: Account | null,
  durable: boolean,
): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const unfinished = mkdtempSync(join(home.dir, UNFINISHED));
  const cluster = join(unfinished, 'cluster');
  const passwordFile = join(unfinished, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account)
    for (const path of [passwordFile, unfinished]) chownSync(path, account.uid >>> 0, account.gid >>> 0);
  await runInitdb(home, binaries, account, ['-D', cluster, `--pwfile=${passwordFile}`, ...flags(durable)]);
  writeFileSync(`${home.password}.new`, password, { mode: 0o600 });
  renameSync(`${home.password}.new`, home.password);
  renameSync(cluster, home.cluster);
  rmSync(unfinished, { recursive: true, force: true });
  return password;
}

/** The builtin locale gives the same order and case rules on every system. */
function flags(durable: boolean): string[] {
  const always = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  return durable ? always : [...always, '--no-sync', '--no-data-checksums'];
}

async function runInitdb(
  home: Home,
  binaries: Binaries,
  account: Account | null,
  args: string[],
): Promise<void> {
  const logFile = join(home.dir, 'initdb.log');
  const output = openSync(logFile, 'w', 0o600);
  try {
    const child = await spawnGuarded(binaries.initdb, args, {
      stopSignal: 'SIGTERM',
      account,
      cwd: home.dir,
      output,
    });
    const keepAlive = setInterval(() => undefined, 1_000);
    const code = await child.exited.finally(() => {
      clearInterval(keepAlive);
    });
    if (code !== 0) throw initdbError(home, readFileSync(logFile, 'utf8'));
  } finally {
    closeSync(output);
  }
}

function initdbError(home: Home, text: string): StartupError {
  if (text.includes('No space left on device')) return diskFull(home.dir);
  const line =
    text.split('\n').find((candidate) => /error|fatal/i.test(candidate)) ?? text.trim().split('\n').at(-1);
  return new StartupError(
    `PostgreSQL could not make its data folder in ${home.dir}: ${line ?? 'no reason given'}`,
  );
}

function openCluster(home: Home, binaries: Binaries): string {
  const version = readText(join(home.cluster, 'PG_VERSION'));
  if (version === null) {
    throw new StartupError(`${home.cluster} is not a PostgreSQL data folder: move it away and start again.`);
  }
  if (version !== binaries.major) {
    throw new StartupError(
      `The data in ${home.dir} was written by PostgreSQL ${version} and version ${binaries.major} is installed: move that folder away or set DATABASE_URL.`,
    );
  }
  const password = readText(home.password);
  if (password === null) {
    throw new StartupError(
      `The password file ${home.password} is missing: restore it or remove ${home.dir}.`,
    );
  }
  return password;
}

function removeUnfinished(home: Home): void {
  for (const name of readdirSync(home.dir)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(home.dir, name), { recursive: true, force: true });
  }
  if (existsSync(home.cluster) && readdirSync(home.cluster).length === 0) rmdirSync(home.cluster);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

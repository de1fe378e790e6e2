import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StartupError } from '@sip/local-servers/startup-error';
import { scratchFolder } from '@sip/local-servers/testing/scratch';
import { startPostgres, type EmbeddedPostgres } from './postgres.ts';
import { query } from './testing/postgres-child.ts';

async function start(dataDir: string, port?: number): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir, durable: false, ...(port === undefined ? {} : { port }) });
  onTestFinished(() => postgres.stop());
  return postgres;
}

describe('a private PostgreSQL', () => {
  it('answers on loopback only, with a password, in UTC and UTF8, for 300 connections', async () => {
    const postgres = await start(join(scratchFolder(), 'data'));
    const [row] = await query(
      postgres.url,
      `select current_setting('listen_addresses') as addresses, current_setting('timezone') as zone,
              current_setting('log_timezone') as log_zone, current_setting('server_encoding') as encoding,
              current_setting('unix_socket_directories') as sockets, current_setting('fsync') as fsync,
              current_setting('max_connections') as connections, lower('ÄÉ') as lowered`,
    );
    expect(row).toEqual({
      addresses: '127.0.0.1',
      zone: 'UTC',
      log_zone: 'UTC',
      encoding: 'UTF8',
      sockets: '',
      fsync: 'off',
      connections: '300',
      lowered: 'äé',
    });
    expect(postgres.port).toBeLessThan(32_768);
    const intruder = postgres.url.replace(postgres.password, 'guess');
    await expect(query(intruder, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps its secrets to itself and leaves no password file of initdb behind', async () => {
    const postgres = await start(join(scratchFolder(), 'data'));
    expect(statSync(join(postgres.dataDir, 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(postgres.dataDir, 'cluster')).mode & 0o777).toBe(0o700);
    expect(readdirSync(postgres.dataDir).filter((name) => name.startsWith('unfinished'))).toEqual([]);
  });

  it('has its data, port and password again after a stop, and syncs to disk when durable', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await start(dataDir);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await startPostgres({ dataDir, durable: true });
    onTestFinished(() => second.stop());
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "select answer, current_setting('fsync') as fsync from kept")).toEqual([
      { answer: 42, fsync: 'on' },
    ]);
  });

  it('lets stop be called twice and a second start follow in the same process', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await start(dataDir);
    await Promise.all([first.stop(), first.stop()]);
    await expect(start(dataDir)).resolves.toMatchObject({ host: '127.0.0.1' });
  });

  it('tells the second of two starts on one folder that it is in use', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const outcomes = await Promise.allSettled([start(dataDir), start(dataDir)]);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(refused?.reason).toBeInstanceOf(StartupError);
    expect((refused?.reason as Error).message).toMatch(/^The data folder .* is in use by process \d+: .*\.$/);
  });

  it('clears away what a killed initdb left and starts', async () => {
    const dataDir = join(scratchFolder(), 'data');
    mkdirSync(join(dataDir, 'unfinished-abc', 'cluster', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'unfinished-abc', 'cluster', 'PG_VERSION'), '18\n');
    const postgres = await start(dataDir);
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'unfinished-abc'))).toBe(false);
  });

  it('starts although postmaster.pid names a living but unrelated process', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await start(dataDir);
    const pidFile = join(first.dataDir, 'cluster', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8').split('\n').slice(1);
    await first.stop();
    writeFileSync(pidFile, [String(process.ppid), ...left].join('\n'));
    const second = await start(dataDir);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('names the port that was asked for and is taken', async () => {
    const first = await start(join(scratchFolder(), 'data'));
    await expect(start(join(scratchFolder(), 'data'), first.port)).rejects.toThrow(
      `Port ${String(first.port)} is already in use`,
    );
  });

  it('takes another port when the remembered one is taken', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const other = await start(join(scratchFolder(), 'data'));
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'port'), `${String(other.port)}\n`);
    const postgres = await start(dataDir);
    expect(postgres.port).not.toBe(other.port);
  });

  it('refuses data of another PostgreSQL version with one sentence', async () => {
    const dataDir = join(scratchFolder(), 'data');
    mkdirSync(join(dataDir, 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '12\n');
    await expect(start(dataDir)).rejects.toThrow(/was written by PostgreSQL 12 and version \d+ is installed/);
  });

  it('says that a path through a file is no folder', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(start(join(folder, 'file', 'data'))).rejects.toThrow('is not a folder');
  });
});

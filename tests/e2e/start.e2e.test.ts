import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '@sip/local-servers/free-port';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { trailContracts } from '../../contracts/auth/trail.ts';
import { Http } from '../support/http.ts';
import { register } from '../support/journey.ts';
import { until } from '../../client/testing/until.ts';

const START = join(import.meta.dirname, '../../scripts/start.ts');
type Started = { child: ChildProcess; said: () => string; url: string; seconds: () => number };

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sip-start-'));
  await chmod(folder, 0o755);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the real entry file as `npm start` does. */
async function start(env: Record<string, string>): Promise<Started> {
  const port = env['API_GATEWAY_PORT'] ?? String(await freePort());
  const startedAt = Date.now();
  const child = spawn(process.execPath, [START], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', API_GATEWAY_PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    said: () => text,
    url: `http://127.0.0.1:${port}`,
    seconds: () => (Date.now() - startedAt) / 1000,
  };
}

const ready = (started: Started) =>
  until(
    () =>
      fetch(`${started.url}/health/ready`).then(
        (r) => r.status,
        () => 0,
      ),
    (status) => status === 200,
    30,
  );

async function end(started: Started, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(started.child, 'exit');
  started.child.kill(signal);
  await gone;
  return started.child.exitCode;
}

/** Processes whose command line names the folder: what a start has left behind. */
async function leftovers(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(folder)).map((line) => line.replaceAll('\0', ' '));
}

/** A key asks three times for what it may not: the first is told at once, the others are counted for a minute. */
async function refusedThreeTimes(owner: Http): Promise<void> {
  const asked = { name: 'curious', role: 'viewer' } as const;
  const { key } = await owner.client.call(machineContracts.createApiKey, asked);
  for (let i = 0; i < 3; i += 1) expect((await owner.as(key).get('/api/api-keys')).status).toBe(403);
}

/** How many refusals the rows of an organisation's trail speak of. */
async function refusalsTold(owner: Http): Promise<number> {
  const { data } = await until(
    () => owner.client.call(trailContracts.auditEvents, { action: 'auth.access_refused' }),
    (page) => page.data.length > 1,
    10,
  );
  return data.reduce((sum, { detail }) => sum + Number((detail as { count: number }).count), 0);
}

describe('npm start', () => {
  it(
    'says in a few lines where everything is, keeps data and what it counted over a stop, and leaves nothing behind on SIGTERM or kill -9',
    { timeout: 60_000 },
    async () => {
      const DATA_DIR = await dataFolder();
      const first = await start({ DATA_DIR });
      await ready(first);
      expect(first.seconds()).toBeLessThan(30); // on a busy machine; bench/startup.ts measures it
      for (const text of ['/api', '/docs', '/health', 'npm run demo']) expect(first.said()).toContain(text);
      expect(first.said().trim().split('\n').length).toBeLessThan(16);
      const person = await register(new Http(first.url), 'Stay');
      await refusedThreeTimes(person.http);
      expect(await end(first, 'SIGTERM')).toBe(0);
      if (process.platform === 'linux')
        await until(
          () => leftovers(DATA_DIR),
          (left) => left.length === 0,
          10,
        );

      const second = await start({ DATA_DIR });
      await ready(second);
      const me = await new Http(second.url)
        .as(person.accessToken)
        .get<{ user: { email: string } }>('/api/auth/me');
      expect(me.body.user.email).toBe(person.email);
      expect(await refusalsTold(new Http(second.url).as(person.accessToken))).toBe(3);
      await end(second, 'SIGKILL');
      if (process.platform === 'linux')
        await until(
          () => leftovers(DATA_DIR),
          (left) => left.length === 0,
          15,
        );
    },
  );

  it.each([
    ['a wrong setting', async () => ({ API_GATEWAY_PORT: 'eighty' }), /API_GATEWAY_PORT/],
    [
      'production without secrets',
      async () => ({ NODE_ENV: 'production' }),
      /JWT_SECRET: needed in production/,
    ],
    [
      'a folder that is a file',
      async () => ({ DATA_DIR: await asFile() }),
      /not a folder|cannot be (used|written)/,
    ],
    [
      'a taken port',
      async () => ({ API_GATEWAY_PORT: await takenPort(), DATA_DIR: await dataFolder() }),
      /Port \d+ is already in use.*API_GATEWAY_PORT/,
    ],
    [
      'a folder that cannot be made',
      async () => ({ DATA_DIR: '/proc/nowhere/data' }),
      /cannot be (used|written)/,
    ],
    [
      'a database that is away',
      async () => ({ DATABASE_URL: 'postgres://127.0.0.1:9', DATA_DIR: await dataFolder() }),
      /database of \w+ cannot be reached at 127\.0\.0\.1:9/,
    ],
    ['a damaged settings file', async () => ({ DATA_DIR: await damaged() }), /settings\.json is damaged/],
  ])(
    'answers %s with one clear sentence and a non-zero exit',
    { timeout: 30_000 },
    async (_, settings, sentence) => {
      const started = await start(await settings());
      const [code] = (await once(started.child, 'exit')) as [number];
      expect(code).not.toBe(0);
      expect(started.said()).toMatch(sentence);
      expect(started.said()).not.toMatch(/\n\s+at /);
    },
  );
});

async function asFile(): Promise<string> {
  const file = join(await dataFolder(), 'file');
  await writeFile(file, '');
  return file;
}

async function damaged(): Promise<string> {
  const folder = join(await dataFolder(), 'data');
  await mkdir(folder);
  await writeFile(join(folder, 'settings.json'), '{"JWT_SECRET":');
  return folder;
}

async function takenPort(): Promise<string> {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return String(port);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@sip/local-servers/free-port';
import { expect, it, onTestFinished } from 'vitest';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { cloneDatabases } from '../support/databases.ts';
import { until } from '../../client/testing/until.ts';

const ROOT = join(import.meta.dirname, '../..');
const RUNNER = 'node_modules/moleculer/bin/moleculer-runner.mjs';
/** The arguments of the command that moleculer.config.ts names. */
const named = /`npx moleculer-runner-esm (.+?)`/.exec(
  readFileSync(join(ROOT, 'moleculer.config.ts'), 'utf8'),
);
const ARGUMENTS = (named?.[1] ?? '').replaceAll("'", '').split(' ');

/** Starts moleculer-runner in the project's folder with these variables; what it says is kept. */
function startRunner(variables: Record<string, string>) {
  const child = spawn(process.execPath, [RUNNER, ...ARGUMENTS], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', LOG_LEVEL: 'error', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text };
}

it('the command that moleculer.config.ts names starts a service, which answers and stops in order', async () => {
  const databases = await cloneDatabases(['campaign']);
  onTestFinished(() => databases.drop());
  const keys = generateServiceKeys(['campaign']);
  const port = await freePort();
  const { child, said } = startRunner({
    DATABASE_URL: databases.url,
    DB_PASSWORD: databases.password,
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
    CAMPAIGN_SERVICE_PORT: String(port),
  });
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).json();
  const live = () => read('/health/live').catch(() => (child.exitCode === null ? null : said()));
  expect(await until(live, (answer) => answer !== null)).toEqual({ status: 'live' });
  // its database answers; what is missing is auth, which runs elsewhere
  expect(await read('/health/ready')).toEqual({ status: 'not ready', missing: ['identity', 'service auth'] });
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
});

it('a wrong setting is told by its name, and the runner ends', async () => {
  const { child, said } = startRunner({ LOG_LEVEL: 'loud' });
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(said()).toContain('LOG_LEVEL: ');
});

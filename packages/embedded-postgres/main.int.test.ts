import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '@sip/local-servers/free-port';
import { scratchFolder } from '@sip/local-servers/testing/scratch';
import { query } from './testing/postgres-child.ts';

/** Runs the program with its temporary files in the folder. */
function run(temporary: string, ...flags: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...flags], {
    stdio: 'pipe',
    env: { ...process.env, TMPDIR: temporary },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const urlOf = async (child: ChildProcess): Promise<string> =>
  String((await once(child.stdout!, 'data'))[0]).trim();

async function end(child: ChildProcess): Promise<unknown> {
  child.kill('SIGTERM');
  return (await once(child, 'exit'))[0];
}

it('the program serves an empty PostgreSQL and removes it when it is asked to stop', async () => {
  const temporary = scratchFolder();
  const child = run(temporary);
  expect(await query(await urlOf(child), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readdirSync(temporary)).toHaveLength(1);
  expect(await end(child)).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

it('the program keeps what is in the folder that it is given, and listens where it is told', async () => {
  const folder = scratchFolder();
  const port = await freePort();
  const flags = ['--data-dir', join(folder, 'data'), '--port', String(port), '--max-connections', '20'];
  const first = run(folder, ...flags);
  const url = await urlOf(first);
  expect(new URL(url).port).toBe(String(port));
  expect(await query(url, 'show max_connections')).toEqual([{ max_connections: '20' }]);
  expect(await query(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  await query(url, 'create table kept as select 3 as answer');
  expect(await end(first)).toBe(0);
  const second = run(folder, ...flags);
  expect(await query(await urlOf(second), 'select answer from kept')).toEqual([{ answer: 3 }]);
  expect(await end(second)).toBe(0);
});

it('the program says in one sentence why it cannot start', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'data', 'cluster', 'strange'), { recursive: true });
  const child = run(folder, '--data-dir', join(folder, 'data'));
  let said = '';
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  expect((await once(child, 'close'))[0]).toBe(1);
  expect(said).toMatch(/^.*cluster is not a PostgreSQL data folder: [^\n]*\n$/);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Account } from '@sip/local-servers/guarded-process';
import { isGoneWithin } from '@sip/local-servers/testing/is-gone-within';
import type { PostgresOptions } from '../postgres.ts';

/** What the child printed: a running server, or why there is none. */
export interface Outcome {
  url: string;
  port: number;
  pid: number;
  dataDir: string;
  error?: string;
  name?: string;
  lines: string[];
}

export interface PostgresChild {
  process: ChildProcess;
  outcome: Outcome;
}

/** Starts PostgreSQL in a process of its own, which the end of the test kills. */
export async function startInChild(
  options: PostgresOptions,
  account: Account | null = null,
  folder = join(import.meta.dirname, '..'),
): Promise<PostgresChild> {
  const program = join(folder, 'testing', 'run-postgres.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...(account ?? {}),
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'close').then(() => `{"error":${JSON.stringify(`no answer: ${complaint}`)}}`),
  ]);
  const outcome = JSON.parse(first) as Outcome;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await endServer(outcome.pid);
  });
  return { process: child, outcome };
}

/** Ends the child as Ctrl-C or a service manager would, with a clean stop. */
export async function stopChild(child: PostgresChild): Promise<void> {
  child.process.stdin?.write('stop\n');
  await once(child.process, 'exit');
}

/** Runs one statement on a connection of its own and returns the rows. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function endServer(pid: number | undefined): Promise<void> {
  if (pid === undefined || (await isGoneWithin(pid, 5_000))) return;
  process.kill(pid, 'SIGKILL');
}

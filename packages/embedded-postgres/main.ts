import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPortFlag } from '@sip/local-servers/port-flag';
import { serveUntilSignal, type RunningServer } from '@sip/local-servers/serve-until-signal';
import { startPostgres, type PostgresOptions } from './postgres.ts';

/** PostgreSQL as the command line asks for it; README.md says what the flags mean. */
async function start(argv: readonly string[]): Promise<RunningServer> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { 'data-dir': text, port: text, 'max-connections': text },
  });
  const port = readPortFlag(values.port);
  const maxConnections = values['max-connections'];
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const options: Omit<PostgresOptions, 'dataDir' | 'durable'> = {
    log,
    ...(port === undefined ? {} : { port }),
    ...(maxConnections === undefined ? {} : { maxConnections: Number(maxConnections) }),
  };
  const dataDir = values['data-dir'];
  if (dataDir !== undefined) return startPostgres({ ...options, dataDir, durable: true });
  return startTemporary(options);
}

async function startTemporary(options: Omit<PostgresOptions, 'dataDir' | 'durable'>): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    // As root, PostgreSQL runs under another user, which must be able to enter.
    chmodSync(folder, 0o755);
    const server = await startPostgres({ ...options, dataDir: join(folder, 'data'), durable: false });
    return { url: server.url, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

await serveUntilSignal(() => start(process.argv.slice(2)));

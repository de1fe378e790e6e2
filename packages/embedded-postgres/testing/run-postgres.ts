import type { PostgresOptions } from '../postgres.ts';
import { startPostgres } from '../postgres.ts';

/**
 * Program for tests: starts PostgreSQL with the options in its first argument, prints one line of
 * JSON about the outcome, and then stays until a line arrives on stdin or it is killed.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as PostgresOptions;
const lines: string[] = [];
process.on('SIGINT', () => undefined);
try {
  const postgres = await startPostgres({ ...options, log: (line) => lines.push(line) });
  console.log(JSON.stringify({ ...postgres, lines }));
  process.stdin.once('data', () => {
    void postgres.stop().then(() => process.exit(0));
  });
} catch (error) {
  const { name, message } = error as Error;
  console.log(JSON.stringify({ error: message, name, lines }));
  process.exit(1);
}

import pg from 'pg';
import { namesOf } from '../../storage/roles.ts';
import { JOBS_SCHEMA } from '../../storage/queues.ts';
import { MIGRATION_TARGETS } from '../migration-targets.ts';
import { table, type OperatorCommand } from './command.ts';

type Depth = { name: string; state: string; jobs: number; oldest: Date };
type DeadJob = {
  queue: string | null;
  job: string | null;
  at: Date;
  attempts: number | null;
  data: object;
  error: string;
};

const DEPTHS = `
  SELECT name, state::text AS state, count(*)::int AS jobs, min(created_on) AS oldest FROM ${JOBS_SCHEMA}.job
  WHERE state IN ('created', 'retry', 'active') AND name <> 'dead' AND name NOT LIKE '\\_\\_%' GROUP BY 1, 2 ORDER BY 1, 2`;
const DEAD = `
  SELECT source_name AS queue, source_id::text AS job, created_on AS at, source_retry_count AS attempts, data,
    left(COALESCE(source_output->>'message', source_output::text, ''), 120) AS error
  FROM ${JOBS_SCHEMA}.job WHERE name = 'dead' AND state = 'created' ORDER BY created_on DESC LIMIT 50`;
const MISSING = [
  'Queues are read from PostgreSQL as its administrator: set DATABASE_ADMIN_URL and start the REPL again.',
];

/** The services that have queues, with the administrator's URLs of their databases. */
function databases(adminUrl: string): Map<string, string> {
  const withQueues = MIGRATION_TARGETS.filter((target) => target.queues.length > 0);
  return new Map(
    withQueues.map(({ service }) => {
      const url = new URL(adminUrl);
      url.pathname = `/${namesOf(service).database}`;
      return [service, url.toString()];
    }),
  );
}

async function queryRows<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The waiting and running jobs of each service, with the age of the oldest. */
export async function queueDepths(urls: ReadonlyMap<string, string>, now = new Date()): Promise<string[]> {
  const rows: string[][] = [];
  for (const [service, url] of urls) {
    for (const { name, state, jobs, oldest } of await queryRows<Depth>(url, DEPTHS))
      rows.push([service, name, state, String(jobs), age(oldest, now)]);
  }
  return rows.length === 0
    ? ['No job waits or runs.']
    : table(['SERVICE', 'QUEUE', 'STATE', 'JOBS', 'OLDEST'], rows);
}

/** The fifty newest jobs of each service that failed for good. */
export async function deadJobs(urls: ReadonlyMap<string, string>, now = new Date()): Promise<string[]> {
  const rows: string[][] = [];
  for (const [service, url] of urls) {
    for (const { queue, job, at, attempts, data, error } of await queryRows<DeadJob>(url, DEAD))
      rows.push([
        service,
        queue ?? '?',
        job ?? '?',
        age(at, now),
        String(attempts ?? '?'),
        JSON.stringify(data),
        error,
      ]);
  }
  const heading = ['SERVICE', 'QUEUE', 'JOB', 'SINCE', 'RETRIES', 'PAYLOAD', 'ERROR'];
  return rows.length === 0 ? ['No job was given up.'] : table(heading, rows);
}

function age(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

type Read = (urls: ReadonlyMap<string, string>) => Promise<string[]>;
const fromPostgres =
  (read: Read): OperatorCommand['run'] =>
  async (_broker, _args, adminUrl) =>
    adminUrl === undefined ? MISSING : read(databases(adminUrl));

export const jobs: OperatorCommand = {
  command: 'jobs',
  description: 'Waiting and running jobs of each service (needs DATABASE_ADMIN_URL)',
  run: fromPostgres(queueDepths),
};

export const dead: OperatorCommand = {
  command: 'dead',
  description: 'Jobs that were given up (needs DATABASE_ADMIN_URL)',
  run: fromPostgres(deadJobs),
};

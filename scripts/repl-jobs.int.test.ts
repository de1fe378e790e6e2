import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdministrator, cloneDatabases, type TestDatabases } from '../tests/support/databases.ts';
import { deadJobs, queueDepths } from './repl/jobs.ts';

let databases: TestDatabases;
const urls = () => new Map([['analytics', databases.adminUrl('analytics')]]);
const put = (values: string) =>
  asAdministrator(
    databases.adminUrl('analytics'),
    `INSERT INTO pgboss.job (name, data, source_name, source_retry_count, source_output) VALUES ${values}`,
  );

beforeAll(async () => {
  databases = await cloneDatabases(['analytics']);
});
afterAll(() => databases.drop());

it('an empty house says so', async () => {
  expect(await queueDepths(urls())).toEqual(['No job waits or runs.']);
  expect(await deadJobs(urls())).toEqual(['No job was given up.']);
});

it('jobs that wait are counted by queue, and given-up ones are shown with their error', async () => {
  await put(`('analytics.import', '{"importId":"1"}', NULL, NULL, NULL),
             ('analytics.import', '{"importId":"2"}', NULL, NULL, NULL),
             ('dead', '{"importId":"3"}', 'analytics.import', 8, '{"message":"no such file"}')`);
  const later = new Date(Date.now() + 600_000);
  expect((await queueDepths(urls(), later)).join('\n')).toMatch(
    /^analytics +analytics\.import +created +2 +10 min$/m,
  );
  expect((await deadJobs(urls(), later)).join('\n')).toMatch(
    /^analytics +analytics\.import +\S+ +10 min +8 +\{"importId":"3"\} +no such file$/m,
  );
});

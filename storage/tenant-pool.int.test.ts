import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdministrator, cloneDatabases, type TestDatabases } from '../tests/support/databases.ts';
import { Database } from './database.ts';
import { asSystem, inOrganization } from './scope.ts';

let databases: TestDatabases;
let database: Database;

beforeAll(async () => {
  databases = await cloneDatabases(['campaign']);
  const url = new URL(databases.url.replace('{service}', 'campaign'));
  url.username = 'campaign_app';
  url.password = databases.password;
  database = new Database({ url: url.toString(), applicationName: 'test', poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await databases.drop();
});

const READ = `SELECT current_setting('app.organization', true) AS organization, pg_sleep(0.002)`;
const whose = async () => (await database.rows(READ))[0]?.organization;

it('a statement that waited for a connection runs for its own organisation, whoever gave the connection back', async () => {
  const organizations = Array.from({ length: 60 }, () => randomUUID());
  const answers = await Promise.all(
    organizations.map((id, i) => (i % 5 === 0 ? asSystem(whose) : inOrganization(id, whose))),
  );
  answers.forEach((answer, i) => expect(answer || null).toBe(i % 5 === 0 ? null : organizations[i]));
});

it('and after a statement that failed', async () => {
  const organizations = Array.from({ length: 20 }, () => randomUUID());
  const answers = await Promise.all(
    organizations.map((id, i) =>
      inOrganization(id, () =>
        i % 2 === 0
          ? database.rows('SELECT 1 / 0').then(
              () => 'answered',
              () => 'failed',
            )
          : whose(),
      ),
    ),
  );
  answers.forEach((answer, i) => expect(answer).toBe(i % 2 === 0 ? 'failed' : organizations[i]));
});

it('a connection that dies in the middle of a transaction fails that transaction and nothing else', async () => {
  const end = (pid: number) =>
    asAdministrator(databases.adminUrl('campaign'), 'SELECT pg_terminate_backend($1)', [pid]);
  const cut = inOrganization(randomUUID(), () =>
    database.transaction(async (tx) => {
      const [row] = await tx.rows('SELECT pg_backend_pid() AS pid');
      await end(Number(row?.['pid']));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.rows('SELECT 1 AS one');
    }),
  );
  await expect(cut).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
  const id = randomUUID();
  expect(await inOrganization(id, whose)).toBe(id);
});

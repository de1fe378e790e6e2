import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asAdministrator } from '../../tests/support/databases.ts';
import { Database } from '../database.ts';
import { asPublicFailure } from '../failures.ts';
import { asSystem, inOrganization } from '../scope.ts';
import { notesDatabase } from './fixture.ts';

const ADD = 'INSERT INTO notes (organization_id, id, body) VALUES ($1, 1, $2)';
const unavailable = { code: 'DEPENDENCY_UNAVAILABLE', public: { retryAfterSeconds: 2 } };

/** A database of the test's own somewhere else, closed with the test. */
function databaseAt(url: string): Database {
  const database = new Database({ url, applicationName: 'test', poolSize: 1 });
  onTestFinished(() => database.close());
  return database;
}

/** Waits until a statement that says this of itself runs, and ends its connection as an administrator's shutdown does. */
async function endStatement(admin: string, mark: string): Promise<void> {
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid() AND query LIKE $1`;
  await expect.poll(() => asAdministrator(admin, sql, [`%${mark}%`]), { interval: 20 }).toHaveLength(1);
}

describe('a database that goes away is 503 and invites to try again', () => {
  it('when an administrator shuts it down while a statement runs', async () => {
    const { database, admin } = await notesDatabase();
    const running = asSystem(() => database.rows('SELECT pg_sleep(20) AS until_shutdown'));
    const [error] = await Promise.all([
      running.catch((e: unknown) => e),
      endStatement(admin, 'until_shutdown'),
    ]);
    expect(error).toMatchObject({ ...unavailable, cause: { code: '57P01' } });
  });

  it('when that happens inside a transaction, which leaves nothing behind', async () => {
    const { database, admin } = await notesDatabase({ poolSize: 1 });
    const organizationId = randomUUID();
    const work = inOrganization(organizationId, () =>
      database.transaction(async (tx) => {
        await tx.rows(ADD, [organizationId, 'gone']);
        await tx.rows('SELECT pg_sleep(20) AS until_shutdown');
      }),
    );
    const [error] = await Promise.all([work.catch((e: unknown) => e), endStatement(admin, 'until_shutdown')]);
    expect(error).toMatchObject(unavailable);
    // the pool has one place: the dead connection has left it
    expect(await inOrganization(organizationId, () => database.rows('SELECT body FROM notes'))).toEqual([]);
  });

  it('when it happens under a model', async () => {
    const { database, admin } = await notesDatabase();
    const running = asSystem(() => database.sequelize.query('SELECT pg_sleep(20) AS until_shutdown'));
    const [error] = await Promise.all([
      running.catch((e: unknown) => e),
      endStatement(admin, 'until_shutdown'),
    ]);
    expect(asPublicFailure(error)).toMatchObject(unavailable);
  });

  it('when it takes no more connections', async () => {
    const { admin, url } = await notesDatabase();
    const { pathname } = new URL(url);
    await asAdministrator(admin, `ALTER DATABASE ${pathname.slice(1)} CONNECTION LIMIT 0`);
    const full = databaseAt(url);
    await expect(full.ping()).rejects.toMatchObject({ ...unavailable, cause: { code: '53300' } });
    await expect(asSystem(() => full.transaction(async () => undefined))).rejects.toMatchObject(unavailable);
  });

  it('when a standby that may only be read has taken its place', async () => {
    const { admin, url } = await notesDatabase();
    const { pathname } = new URL(url);
    await asAdministrator(
      admin,
      `ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    const standby = databaseAt(url);
    const id = randomUUID();
    const write = inOrganization(id, () => standby.rows(ADD, [id, 'refused']));
    await expect(write).rejects.toMatchObject({ ...unavailable, cause: { code: '25006' } });
  });

  it.each([
    ['where nobody listens', 'postgres://a:b@127.0.0.1:1/x'],
    ['under a name that nobody knows', 'postgres://a:b@no-such-host.invalid:5432/x'],
  ])('when it is %s', async (_, url) => {
    await expect(databaseAt(url).ping()).rejects.toMatchObject(unavailable);
  });

  it('when the pool is closed while the node stops', async () => {
    const { database, url } = await notesDatabase();
    await database.ping();
    const stopping = databaseAt(url);
    const { pool } = stopping;
    await stopping.close();
    const refused = await pool.connect().catch((error: unknown) => error);
    expect(asPublicFailure(refused)).toMatchObject(unavailable);
  });
});

it.each([
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
])(
  'a failure %s, which cannot be brought about here, means the same, also inside an error of a model',
  (code) => {
    const failure = Object.assign(new Error('gone'), { code });
    expect(asPublicFailure(failure)).toMatchObject({ ...unavailable, cause: failure });
    const ofModel = Object.assign(new Error('wrapped'), { original: failure });
    expect(asPublicFailure(ofModel)).toMatchObject({ ...unavailable, cause: ofModel });
  },
);

it('a statement that is wrong is not called an outage', async () => {
  const { database } = await notesDatabase();
  const wrong = asSystem(() => database.rows('SELECT no_such_column FROM notes'));
  await expect(wrong).rejects.toMatchObject({ code: '42703' });
});

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../lib/random.ts';
import { asAdministrator } from '../../tests/support/databases.ts';
import { asSystem, inOrganization } from '../scope.ts';
import { notesDatabase } from './fixture.ts';

const ALL = 'SELECT organization_id, id, body FROM notes ORDER BY id';
const ADD = 'INSERT INTO notes (organization_id, id, body) VALUES ($1, $2, $3) RETURNING id';

it(
  '4,000 queries of 20 tenants with errors among them on one pool give no wrong row',
  { timeout: 90_000 },
  async () => {
    const { database, admin } = await notesDatabase();
    const tenants = Array.from({ length: 20 }, () => randomUUID());
    for (const id of tenants)
      await asAdministrator(
        admin,
        `INSERT INTO notes SELECT $1::uuid, n, $1::text || n FROM generate_series(1, 3) n`,
        [id],
      );
    const random = seededRandom(20_261_122);
    const counts = { wrong: 0, failed: 0, right: 0 };
    const check = (rows: Record<string, unknown>[], tenant: string) => {
      const fine = rows.length >= 3 && rows.every((row) => row['organization_id'] === tenant);
      counts[fine ? 'right' : 'wrong'] += 1;
    };
    const failing = [
      ['SELECT no_such_column FROM notes', []],
      ['SELECT 1 / $1::int AS n', [0]],
      ['SELECT $1::uuid AS id', ['not a uuid']],
    ] as const;
    const one = async (i: number) => {
      const tenant = tenants[i % tenants.length] ?? '';
      await inOrganization(tenant, async () => {
        const kind = random.int(0, 9);
        if (kind < 3) {
          const [text, values] = failing[kind] ?? failing[0];
          await database.rows(text, values).catch(() => (counts.failed += 1));
        } else if (kind === 3) {
          await database.rows(ADD, [tenant, 1, 'twice']).catch(() => (counts.failed += 1));
        } else if (kind === 4) {
          await database.transaction(async (tx) => check(await tx.rows(ALL), tenant));
        } else if (kind === 5) {
          const other = tenants[(i + 1) % tenants.length] ?? '';
          const stolen = await database.rows('SELECT * FROM notes WHERE organization_id = $1', [other]);
          if (stolen.length > 0) counts.wrong += 1;
        } else check(await database.rows(ALL), tenant);
      });
    };
    let next = 0;
    const lane = async () => {
      while (next < 4_000) await one(next++);
    };
    await Promise.all(Array.from({ length: 60 }, lane)); // many more than connections: most wait for one
    expect(counts.wrong).toBe(0);
    expect(counts.failed).toBeGreaterThan(1_000);
    expect(counts.right).toBeGreaterThan(1_500);
  },
);

it('a first execution that fails does not break the statement for the next one', async () => {
  const { database } = await notesDatabase({ poolSize: 1 });
  const tenant = randomUUID();
  await inOrganization(tenant, async () => {
    const text = 'INSERT INTO notes VALUES ($1, $2, $3) RETURNING id, body';
    await expect(database.rows(text, [tenant, -1, 'refused'])).rejects.toMatchObject({ code: '23514' });
    for (const id of [1, 2])
      expect(await database.rows(text, [tenant, id, 'fine'])).toEqual([{ id, body: 'fine' }]);
    await expect(database.rows(text, [tenant, 1, 'twice'])).rejects.toMatchObject({ code: '23505' });
    await expect(database.rows('SELECT nothing_here')).rejects.toMatchObject({ code: '42703' });
    await expect(database.rows('SELECT nothing_here')).rejects.toMatchObject({ code: '42703' });
    expect(await database.rows(ALL)).toHaveLength(2);
  });
});

it('an error inside a transaction undoes it and leaves the connection usable', async () => {
  const { database } = await notesDatabase({ poolSize: 1 });
  const tenant = randomUUID();
  await inOrganization(tenant, async () => {
    const work = database.transaction(async (tx) => {
      await tx.rows(ADD, [tenant, 1, 'gone']);
      await tx.rows(ADD, [tenant, 1, 'twice']).catch(() => undefined);
      await tx.rows(ADD, [tenant, 2, 'too late']); // 25P02: the transaction is aborted already
    });
    await expect(work).rejects.toMatchObject({ code: '25P02' });
    const thrown = database.transaction(async (tx) => {
      await tx.rows(ADD, [tenant, 3, 'gone']);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    expect(await database.rows(ALL)).toEqual([]);
    await database.transaction(async (tx) => void (await tx.rows(ADD, [tenant, 4, 'kept'])));
    expect(await database.rows(ALL)).toMatchObject([{ id: 4 }]);
  });
});

it('a query outside a scope is refused, and a scope without an organisation sees nothing', async () => {
  const { database, url } = await notesDatabase();
  const tenant = randomUUID();
  await inOrganization(tenant, () => database.rows(ADD, [tenant, 1, 'mine']));
  await expect(database.rows(ALL)).rejects.toThrow('query outside a tenant scope');
  await expect(database.transaction((tx) => tx.rows(ALL))).rejects.toThrow('query outside a tenant scope');
  expect(await asSystem(() => database.rows(ALL))).toEqual([]);
  expect(() => inOrganization("x' OR true --", () => undefined)).toThrow('not an organisation id');

  const plain = new pg.Client({ connectionString: url });
  await plain.connect();
  onTestFinished(() => plain.end());
  expect((await plain.query(ALL)).rows).toEqual([]); // never set
  await plain.query('BEGIN');
  await plain.query(`SELECT set_config('app.organization', $1, true)`, [tenant]);
  expect((await plain.query(ALL)).rows).toHaveLength(1);
  await plain.query('COMMIT');
  expect((await plain.query(ALL)).rows).toEqual([]); // undone: the setting is '' now
});

it("nobody writes into another organisation or takes a row there, and nobody's setting stays behind", async () => {
  const { database } = await notesDatabase({ poolSize: 1 });
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await inOrganization(theirs, () => database.rows(ADD, [theirs, 1, 'theirs']));
  await inOrganization(mine, async () => {
    await expect(database.rows(ADD, [theirs, 2, 'planted'])).rejects.toMatchObject({ code: '42501' });
    await database.rows(ADD, [mine, 1, 'mine']);
    const move = database.rows('UPDATE notes SET organization_id = $1 RETURNING id', [theirs]);
    await expect(move).rejects.toMatchObject({ code: '42501' });
    const touch = `UPDATE notes SET body = 'x' WHERE organization_id = $1 RETURNING id`;
    expect(await database.rows(touch, [theirs])).toEqual([]);
  });
  expect(await asSystem(() => database.rows(ALL))).toEqual([]);
});

it('several statements in one text are refused inside a scope', async () => {
  const { database } = await notesDatabase();
  await inOrganization(randomUUID(), async () => {
    await expect(database.rows('SELECT 1; SELECT 2')).rejects.toMatchObject({ code: '42601' });
  });
});

it('models live behind the same wall', async () => {
  const { database } = await notesDatabase();
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await inOrganization(theirs, () => database.rows(ADD, [theirs, 1, 'theirs']));
  await inOrganization(mine, () => database.rows(ADD, [mine, 1, 'mine']));
  const rows = await inOrganization(mine, () => database.sequelize.query('SELECT body FROM notes'));
  expect(rows[0]).toEqual([{ body: 'mine' }]);
  await expect(database.sequelize.query('SELECT body FROM notes')).rejects.toThrow(
    'query outside a tenant scope',
  );
});

import { expect, inject, it } from 'vitest';
import { PERSONAL_DATA, personTables } from '../../contracts/personal-data.ts';
import { asAdministrator } from '../support/databases.ts';

const SERVICES = Object.keys(PERSONAL_DATA) as (keyof typeof PERSONAL_DATA)[];
const WRITABLE = ['text', 'character varying', 'jsonb', 'json', 'bytea', 'inet', 'ARRAY'];
/** Kept by the migrations themselves. */
const HOUSEKEEPING = ['schema_migrations', 'schema_stamps'];

type Column = { table: string; column: string; type: string };

/** Every column of a service's database that can hold words, as it is. */
async function columnsOf(service: string): Promise<Column[]> {
  const url = new URL(inject('adminUrl'));
  url.pathname = `/template_${service}`;
  const rows = await asAdministrator<Column>(
    url.toString(),
    `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> ALL($1) ORDER BY 1, 2`,
    [HOUSEKEEPING],
  );
  return rows;
}

/** What of the table and the database does not fit. */
function faults(service: keyof typeof PERSONAL_DATA, columns: readonly Column[]): string[] {
  const policies = PERSONAL_DATA[service];
  const found = columns.filter(({ type }) => WRITABLE.includes(type)).map((c) => `${c.table}.${c.column}`);
  const declared = Object.entries(policies).flatMap(([table, policy]) =>
    Object.keys(policy.columns).map((column) => `${table}.${column}`),
  );
  const used = Object.entries(policies).flatMap(([table, { owner, key = ['id'], outsideTheWall }]) => [
    ...(owner === undefined ? [] : [owner, ...key].map((column) => `${table}.${column}`)),
    ...(outsideTheWall ? [] : [`${table}.organization_id`]),
  ]);
  const all = columns.map((c) => `${c.table}.${c.column}`);
  return [
    ...found.filter((name) => !declared.includes(name)).map((name) => `${name} is classified by nobody`),
    ...declared.filter((name) => !found.includes(name)).map((name) => `${name} does not exist`),
    ...used.filter((name) => !all.includes(name)).map((name) => `${name} does not exist`),
  ];
}

it.each(SERVICES)('every column of %s that can hold words is classified, and no other', async (service) => {
  expect(faults(service, await columnsOf(service))).toEqual([]);
});

it('a new column that nobody classified is found, and so is one that went', async () => {
  const columns = await columnsOf('auth');
  const present = faults('auth', columns);
  const beyond = (found: string[]) => found.filter((fault) => !present.includes(fault));
  const added = [...columns, { table: 'users', column: 'nickname', type: 'text' }];
  expect(beyond(faults('auth', added))).toEqual(['users.nickname is classified by nobody']);
  const gone = columns.filter(({ table, column }) => table !== 'sessions' || column !== 'address');
  expect(beyond(faults('auth', gone))).toEqual(['sessions.address does not exist']);
});

it('every column whose name says that it is sealed or hashed is a secret', async () => {
  for (const service of SERVICES)
    for (const { table, column, type } of await columnsOf(service))
      if (WRITABLE.includes(type) && /^sealed_|_hash$|^password|^secret|^salt$/.test(column)) {
        const declared = PERSONAL_DATA[service][table]?.columns[column];
        if (declared === undefined) continue; // the test above names it
        const business = ['brief_hash', 'change_hash', 'previous_hash', 'signed_hash'].includes(column);
        expect(`${table}.${column} ${declared}`).toBe(`${table}.${column} ${business ? 'system' : 'secret'}`);
      }
});

it('no secret and no sealed text is in the columns that an export gives out', () => {
  for (const service of SERVICES)
    for (const { table, secrets } of personTables(service)) {
      const { columns } = PERSONAL_DATA[service][table] ?? { columns: {} };
      const given = Object.keys(columns).filter((column) => !secrets.includes(column));
      expect(given.filter((column) => /^sealed_|_hash$|^password|^salt$/.test(column))).toEqual(
        given.filter((column) => column === 'brief_hash' || column === 'change_hash'),
      );
    }
});

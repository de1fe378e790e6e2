import type { Model, ModelStatic } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../../storage/database.ts';
import { Migrator } from '../../../storage/migrator.ts';
import { MIGRATION_TARGETS } from '../../../scripts/migration-targets.ts';
import { asAdministrator, cloneDatabases, type TestDatabases } from '../../../tests/support/databases.ts';
import { defineModels } from '../models.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await cloneDatabases(['auth']);
});
afterAll(() => databases.drop());

const TYPES: Record<string, string> = {
  UUID: 'uuid',
  TEXT: 'text',
  'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone',
  BYTEA: 'bytea',
};
const columnsOf = (table: string) =>
  asAdministrator<{ name: string; type: string; nullable: boolean }>(
    databases.adminUrl('auth'),
    `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable
     FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public' ORDER BY 1`,
    [table],
  );

describe('models', () => {
  it('are what the tables are', async () => {
    const database = new Database({ url: databases.adminUrl('auth'), applicationName: 'test' });
    const models: ModelStatic<Model>[] = Object.values(defineModels(database));
    for (const model of models) {
      const table = model.getTableName() as string;
      const described = Object.entries(model.getAttributes())
        .map(([name, attribute]) => ({
          name,
          type: TYPES[(attribute.type as unknown as { toSql(): string }).toSql()],
          nullable: attribute.allowNull !== false,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(described).toEqual(await columnsOf(table));
    }
    await database.close();
  });
});

describe('migrations', () => {
  it('can be undone one by one and done again', async () => {
    const target = MIGRATION_TARGETS.find((one) => one.service === 'auth');
    if (!target) throw new Error('auth has no migrations');
    const adminUrl = databases.adminUrl('auth');
    const database = new URL(adminUrl).pathname.slice(1);
    const migrator = new Migrator({ ...target, database }, { adminUrl, appPassword: databases.password });
    const tables = () =>
      asAdministrator<{ name: string }>(
        adminUrl,
        `SELECT c.relname AS name, c.relrowsecurity FROM pg_class c
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
      );
    const before = await tables();
    const { executed } = await migrator.status();
    for (const name of executed.toReversed()) expect(await migrator.down()).toEqual([name]);
    expect((await tables()).map((table) => table.name)).toEqual(['schema_migrations', 'schema_stamps']);
    expect(await migrator.up()).toEqual(executed);
    expect(await tables()).toEqual(before);
  });
});

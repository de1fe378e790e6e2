import { expect, inject, it, onTestFinished } from 'vitest';
import type { Model, ModelStatic } from 'sequelize';
import { Database } from '../../storage/database.ts';
import { asAdministrator } from '../support/databases.ts';
import { models as analytics } from '../../services/analytics/models.ts';
import { models as auth } from '../../services/auth/models.ts';

type Models = {
  names: readonly string[];
  define: (database: Database) => Record<string, ModelStatic<Model>>;
};
const MODELS: Record<string, Models> = { analytics, auth };

/** A model's type as Sequelize writes it, in PostgreSQL's words. */
const TYPES: Record<string, string> = {
  UUID: 'uuid',
  TEXT: 'text',
  'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone',
  DATE: 'date',
  BYTEA: 'bytea',
  JSONB: 'jsonb',
  INTEGER: 'integer',
  SMALLINT: 'smallint',
  BIGINT: 'bigint',
  BOOLEAN: 'boolean',
  'TEXT[]': 'ARRAY',
  'UUID[]': 'ARRAY',
};

it.each(Object.keys(MODELS))('the models of %s are what their tables are', async (service) => {
  const url = new URL(inject('adminUrl'));
  url.pathname = `/template_${service}`;
  const database = new Database({ url: url.toString(), applicationName: 'test' });
  onTestFinished(() => database.close());
  const { names, define } = MODELS[service] as Models;
  const defined = define(database);
  expect(Object.keys(defined)).toEqual(names);
  const models = Object.values(defined);
  for (const model of models) {
    const described = Object.values(model.getAttributes()).map((attribute) => ({
      name: attribute.field,
      type: TYPES[(attribute.type as unknown as { toSql(): string }).toSql()],
      nullable: attribute.allowNull !== false && attribute.primaryKey !== true,
    }));
    const columns = await asAdministrator(
      url.toString(),
      `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable
       FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public'`,
      [model.tableName],
    );
    expect(sorted(described), model.tableName).toEqual(sorted(columns));
  }
});

const sorted = (columns: object[]) => columns.map((column) => JSON.stringify(column)).sort();

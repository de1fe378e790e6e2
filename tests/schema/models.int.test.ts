import { inject, expect, it } from 'vitest';
import type { Model, ModelStatic } from 'sequelize';
import { Database } from '../../storage/database.ts';
import { asAdministrator } from '../support/databases.ts';
import { defineModels as ai } from '../../services/ai/models.ts';
import { defineModels as analytics } from '../../services/analytics/models.ts';
import { defineModels as auth } from '../../services/auth/models.ts';
import { defineModels as campaign } from '../../services/campaign/models.ts';
import { defineModels as platforms } from '../../services/platforms/models.ts';

const MODELS: Record<string, (database: Database) => Record<string, ModelStatic<Model>>> = {
  ai,
  analytics,
  auth,
  campaign,
  platforms,
};

it.each(Object.keys(MODELS))(
  'the models of %s name only columns that its tables have, and whether they may be empty',
  async (service) => {
    const url = new URL(inject('adminUrl'));
    url.pathname = `/template_${service}`;
    const database = new Database({ url: url.toString(), applicationName: 'test' });
    const models = Object.values(MODELS[service]?.(database) ?? {});
    const columns = await asAdministrator<{ table_name: string; column_name: string; is_nullable: string }>(
      url.toString(),
      `SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    for (const model of models) {
      for (const attribute of Object.values(model.getAttributes())) {
        const column = columns.find(
          (c) => c.table_name === model.tableName && c.column_name === attribute.field,
        );
        expect(column, `${model.tableName}.${attribute.field}`).toBeDefined();
        if (attribute.allowNull === false) expect(column?.is_nullable, attribute.field).toBe('NO');
      }
    }
    await database.close();
  },
);

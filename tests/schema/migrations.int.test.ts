import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MIGRATION_TARGETS, migrators } from '../../scripts/migration-targets.ts';
import { asAdministrator } from '../support/databases.ts';

const prefix = `m${randomBytes(4).toString('hex')}`;
const rename = (database: string) => `${prefix}_${database}`;
const adminUrl = () => inject('adminUrl');
const urlOf = (service: string) => {
  const url = new URL(adminUrl());
  url.pathname = `/${rename(`${service}_db`)}`;
  return url.toString();
};

/** Tables, columns, constraints, indexes, policies and rights, as text that can be compared. */
const SHAPE = `
  SELECT 'column' AS kind, table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS text
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'policy', tablename || ' ' || policyname || ' ' || roles::text || ' ' || qual || ' ' || with_check FROM pg_policies WHERE schemaname = 'public'
  UNION ALL SELECT 'wall', relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  UNION ALL SELECT 'right', table_name || ' ' || grantee || ' ' || privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'public'
  ORDER BY 1, 2`;

afterAll(async () => {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  for (const { service } of MIGRATION_TARGETS)
    await admin.query(`DROP DATABASE IF EXISTS ${rename(`${service}_db`)} WITH (FORCE)`);
  await admin.end();
});

describe.each(MIGRATION_TARGETS.map((t) => t.service))('the migrations of %s', (service) => {
  const migrator = () => {
    const all = migrators({ adminUrl: adminUrl(), appPassword: inject('appPassword') }, rename);
    const found = all.find((m) => m.service === service);
    if (!found) throw new Error(service);
    return found;
  };
  let applied: string[];
  beforeAll(async () => {
    applied = await migrator().up();
  });

  it('apply from empty, and a second run has nothing to do', async () => {
    expect(applied.length).toBeGreaterThan(0);
    expect(await migrator().up()).toEqual([]);
    expect((await migrator().status()).pending).toEqual([]);
  });

  it('undo the last one, then all, and give the same schema again', async () => {
    const before = await asAdministrator(urlOf(service), SHAPE);
    const [undone] = await migrator().down();
    expect(undone).toBe(applied.at(-1));
    await migrator().up();
    expect(await asAdministrator(urlOf(service), SHAPE)).toEqual(before);
    for (let i = 0; i < applied.length; i += 1) await migrator().down();
    const left = await asAdministrator<{ t: string }>(
      urlOf(service),
      `SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    expect(left.map((r) => r.t)).toEqual(left.map((r) => r.t).filter((t) => t.startsWith('schema_')));
    await migrator().up();
    expect(await asAdministrator(urlOf(service), SHAPE)).toEqual(before);
  });

  it('leave the application role without rights over the schema itself', async () => {
    const [row] = await asAdministrator<{ owns: number; creates: boolean; truncates: boolean }>(
      urlOf(service),
      `SELECT (SELECT count(*)::int FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = $1) AS owns,
              has_schema_privilege($1, 'public', 'CREATE') AS creates,
              EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND has_table_privilege($1, format('%I.%I', schemaname, tablename), 'TRUNCATE')) AS truncates`,
      [`${service}_app`],
    );
    expect(row).toEqual({ owns: 0, creates: false, truncates: false });
  });
});

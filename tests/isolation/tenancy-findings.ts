import type pg from 'pg';

/** Tables that belong to no organisation, or that are read before one is known (identity). */
export const OUTSIDE_THE_WALL: Readonly<Record<string, readonly string[]>> = {
  auth: [
    'audit_heads',
    'audit_statements',
    'audit_keys',
    'users',
    'organizations',
    'memberships',
    'sessions',
    'devices',
    'refresh_tokens',
    'signing_keys',
    'revocation_counter',
    'revocations',
    'login_failures',
    'mailed_tokens',
    'mail_counts',
    'mail_turns',
    'key_owners',
    'personal_details',
    'factors',
    'recovery_codes',
    'mfa_challenges',
    'passkey_challenges',
    'step_up_uses',
    'factor_losses',
    'factor_loss_words',
  ],
  platforms: ['key_owners'],
};
/** Functions that run as their owner on purpose: each asks for a login of the organisation whose scope is open, or ends sessions. */
const ON_PURPOSE: Readonly<Record<string, readonly string[]>> = {
  analytics: [
    'sql_login_office.make',
    'sql_login_office.change_password',
    'sql_login_office.close',
    'sql_login_office.watch',
    'sql_login_office.to_ask',
  ],
};
const HOUSEKEEPING = ['schema_migrations', 'schema_stamps'];

/** What a policy of the application role must say, as PostgreSQL prints it. */
const TENANT_EXPRESSION = `(organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"))`;

/**
 * $1 application role, $2 tables outside the wall, $3 the tenant expression, $4 functions that run as their owner on purpose.
 * The queue's schema is left out.
 */
const FINDINGS = `
WITH app AS (SELECT oid, rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1),
spaces AS (SELECT oid, nspname FROM pg_namespace
  WHERE nspname NOT IN ('pgboss', 'information_schema') AND nspname NOT LIKE 'pg\\_%'),
tables AS (SELECT c.oid, c.relname, c.relowner FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f')),
t AS (SELECT c.oid, c.relname, c.relrowsecurity AS rls, c.relforcerowsecurity AS forced, a.attnum AS org, a.attnotnull
  FROM tables x JOIN pg_class c ON c.oid = x.oid
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
  WHERE c.relname <> ALL ($2)),
bad AS (
  SELECT relname, 'has no organization_id and is not on the list' AS why FROM t WHERE org IS NULL
  UNION ALL SELECT relname, 'organization_id may be null' FROM t WHERE org IS NOT NULL AND NOT attnotnull
  UNION ALL SELECT relname, 'row-level security is off' FROM t WHERE org IS NOT NULL AND NOT rls
  UNION ALL SELECT relname, 'row-level security is not forced' FROM t WHERE org IS NOT NULL AND NOT forced
  UNION ALL SELECT relname, 'no policy for everything of the application role' FROM t WHERE org IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM pg_policy p JOIN app ON true
      WHERE p.polrelid = t.oid AND p.polcmd = '*' AND p.polroles = ARRAY[app.oid])
  UNION ALL SELECT relname, 'policy ' || polname || ' is not the tenant expression'
    FROM t JOIN pg_policy p ON p.polrelid = t.oid JOIN app ON true
    WHERE polpermissive
      AND EXISTS (SELECT 1 FROM unnest(polroles) r WHERE r = 0 OR pg_has_role(app.oid, r, 'USAGE'))
      AND (COALESCE(pg_get_expr(polqual, polrelid), '') <> $3
        OR COALESCE(pg_get_expr(polwithcheck, polrelid), '') <> $3)
  UNION ALL SELECT relname, 'no valid index is led by organization_id' FROM t WHERE org IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM pg_index i
      WHERE i.indrelid = t.oid AND indisvalid AND indpred IS NULL AND indkey[0] = org)
  UNION ALL SELECT relname, CASE WHEN indisunique THEN 'unique ' ELSE 'index ' END || indexrelid::regclass
      || ' does not begin with organization_id'
    FROM t JOIN pg_index i ON i.indrelid = t.oid WHERE org IS NOT NULL AND indkey[0] <> org
  UNION ALL SELECT t.relname, 'foreign key ' || conname || ' does not begin with organization_id on both sides'
    FROM t JOIN pg_constraint k ON k.conrelid = t.oid AND contype = 'f' JOIN t r ON r.oid = k.confrelid
    WHERE t.org IS NOT NULL AND r.org IS NOT NULL AND NOT (conkey[1] = t.org AND confkey[1] = r.org)
  UNION ALL SELECT relname, 'its owner can be reached by the application role' FROM tables, app
    WHERE pg_has_role(app.oid, relowner, 'MEMBER')
  UNION ALL SELECT relname, 'the application role may truncate it' FROM tables, app
    WHERE has_table_privilege(app.oid, tables.oid, 'TRUNCATE')
  UNION ALL SELECT relname, 'the application role may change what was recorded' FROM tables, app
    WHERE relname IN ('audit_events', 'audit_chain', 'audit_statements', 'audit_keys') AND (has_table_privilege(app.oid, tables.oid, 'UPDATE')
      OR has_any_column_privilege(app.oid, tables.oid, 'UPDATE') OR has_table_privilege(app.oid, tables.oid, 'DELETE'))
  UNION ALL SELECT rolname, 'is superuser or passes row-level security' FROM app WHERE rolsuper OR rolbypassrls
  UNION ALL SELECT g.rolname, 'passes row-level security and can be become' FROM pg_roles g, app
    WHERE (g.rolsuper OR g.rolbypassrls) AND g.oid <> app.oid AND pg_has_role(app.oid, g.oid, 'MEMBER')
  UNION ALL SELECT c.relname, 'view past the wall that the application role reads'
    FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace, app
    WHERE (relkind = 'm' OR relkind = 'v' AND NOT COALESCE(reloptions @> ARRAY['security_invoker=true'], false))
      AND has_table_privilege(app.oid, c.oid, 'SELECT')
  UNION ALL SELECT p.proname::text, 'runs as its owner and the application role may call it'
    FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace, app
    WHERE prosecdef AND has_function_privilege(app.oid, p.oid, 'EXECUTE')
      AND s.nspname || '.' || p.proname <> ALL ($4))
SELECT relname || ': ' || why AS finding FROM bad ORDER BY 1`;

/**
 * Every place where a service's database would let one organisation see another's rows, or where a tenant table's key does
 * not begin with the organisation, so that the table could not be sharded by it. None is right.
 */
export async function tenancyFindings(client: pg.Client, service: string): Promise<string[]> {
  const outside = [...HOUSEKEEPING, ...(OUTSIDE_THE_WALL[service] ?? [])];
  const { rows } = await client.query<{ finding: string }>(FINDINGS, [
    `${service}_app`,
    outside,
    TENANT_EXPRESSION,
    ON_PURPOSE[service] ?? [],
  ]);
  return rows.map((row) => row.finding);
}

/** The organisation of the current statement. NULL when none is set, so that no row matches. */
const CURRENT_ORGANIZATION = `(SELECT NULLIF(current_setting('app.organization', true), '')::uuid)`;

/**
 * SQL that restricts a table's rows to the current organisation by row-level security, for the service's application
 * role. Every table with an `organization_id` needs it in the migration that creates the table; a test finds one that
 * lacks it.
 */
export function tenantWall(table: string, service: string): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON ${table} FOR ALL TO ${service}_app
      USING (organization_id = ${CURRENT_ORGANIZATION})
      WITH CHECK (organization_id = ${CURRENT_ORGANIZATION});`;
}

/**
 * The data keys of organisations (storage/envelopes), the same in every service that seals, and who has any: the second
 * table stands outside the wall, because a start and a rotation must know all organisations, and holds ids only.
 */
export function organizationKeyTables(service: string): string {
  return `
    CREATE TABLE organization_keys (
      organization_id uuid NOT NULL,
      id text NOT NULL,
      wrapped text NOT NULL,
      kek_id text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      retired_at timestamptz,
      PRIMARY KEY (organization_id, id)
    );
    CREATE UNIQUE INDEX organization_keys_present ON organization_keys (organization_id) WHERE retired_at IS NULL;
    ${tenantWall('organization_keys', service)}

    CREATE TABLE key_owners (
      organization_id uuid NOT NULL,
      kek_id text NOT NULL,
      PRIMARY KEY (organization_id, kek_id)
    );`;
}

/** The table behind Idempotency-Key (docs/decisions.md#26-idempotency-key), the same in every service. */
export function idempotencyTable(service: string): string {
  return `
    CREATE TABLE idempotency_keys (
      organization_id uuid NOT NULL,
      user_id uuid NOT NULL,
      action text NOT NULL,
      key text NOT NULL,
      fingerprint text NOT NULL,
      answer jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, user_id, action, key)
    );
    CREATE INDEX idempotency_keys_age ON idempotency_keys (organization_id, created_at);
    ${tenantWall('idempotency_keys', service)}`;
}

/** The audit table, the same in every service. Rows can be added but not changed or deleted. */
export function auditTable(service: string): string {
  return `
    CREATE TABLE audit_events (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'service')),
      actor_id text NOT NULL,
      action text NOT NULL,
      subject_kind text NOT NULL,
      subject_id uuid NOT NULL,
      detail jsonb NOT NULL DEFAULT '{}',
      PRIMARY KEY (organization_id, id)
    );
    CREATE INDEX audit_events_subject ON audit_events (organization_id, subject_id, id);
    ${tenantWall('audit_events', service)}
    REVOKE UPDATE, DELETE ON audit_events FROM ${service}_app;`;
}

import { tenantWall } from '../../../storage/policy.ts';

/**
 * The audit chain: what every service recorded, one chain for each organisation (and one under the nil id for what has
 * none). Each entry's hash holds the hash of the one before. `audit_heads` is where each chain ends and, beside it, the
 * end that the last signed statement speaks of; its row is the lock that keeps a chain from forking. Statements
 * are chained as well, and the public halves of the keys that signed them stay as long as they do.
 *
 * Entries, statements and keys can be added and neither changed nor deleted.
 */
export const up = `
  CREATE TABLE audit_chain (
    organization_id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    service text NOT NULL,
    event_id uuid NOT NULL,
    at timestamptz NOT NULL,
    chained_at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    detail json NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (organization_id, seq)
  );
  CREATE UNIQUE INDEX audit_chain_event ON audit_chain (organization_id, service, event_id);
  CREATE INDEX audit_chain_at ON audit_chain (organization_id, at, seq);
  CREATE INDEX audit_chain_action ON audit_chain (organization_id, action, seq);
  CREATE INDEX audit_chain_actor ON audit_chain (organization_id, actor_id, seq);
  CREATE INDEX audit_chain_subject ON audit_chain (organization_id, subject_id, seq);
  ${tenantWall('audit_chain', 'auth')}

  CREATE TABLE audit_heads (
    organization_id uuid PRIMARY KEY,
    seq bigint NOT NULL,
    hash text NOT NULL,
    signed_seq bigint,
    signed_hash text
  );
  CREATE TABLE audit_statements (
    seq bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    kid text NOT NULL,
    statement text NOT NULL
  );
  CREATE TABLE audit_keys (
    kid text PRIMARY KEY,
    public_jwk json NOT NULL,
    shape smallint NOT NULL
  );
  REVOKE UPDATE, DELETE ON audit_chain, audit_statements, audit_keys FROM auth_app;
  REVOKE DELETE ON audit_heads FROM auth_app;`;

export const down = `DROP TABLE audit_keys, audit_statements, audit_heads, audit_chain;`;

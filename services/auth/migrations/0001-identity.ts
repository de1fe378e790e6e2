/** People, organisations, sessions and keys: read before an organisation is known, so outside the tenant wall. */
export const up = `
  CREATE TABLE users (
    id uuid PRIMARY KEY,
    email text NOT NULL CHECK (email = lower(email)),
    name text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX users_email ON users (lower(email));

  CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    approval_policy text NOT NULL DEFAULT 'two_people'
      CHECK (approval_policy IN ('two_people', 'self_with_step_up')),
    created_at timestamptz NOT NULL
  );

  CREATE TABLE memberships (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    user_id uuid NOT NULL REFERENCES users (id),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'analyst', 'viewer')),
    joined_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id)
  );
  CREATE INDEX memberships_user ON memberships (user_id);
  CREATE INDEX memberships_joined ON memberships (organization_id, joined_at, user_id);

  CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    organization_id uuid NOT NULL REFERENCES organizations (id),
    started_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text,
    address text,
    user_agent text
  );
  CREATE INDEX sessions_member ON sessions (organization_id, user_id) WHERE ended_at IS NULL;
  CREATE INDEX sessions_expiry ON sessions (expires_at);

  CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    used_by text,
    replaced_by bytea UNIQUE,
    sealed_child text
  );
  CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

  CREATE TABLE signing_keys (
    kid text PRIMARY KEY,
    public_jwk jsonb NOT NULL,
    sealed_private text NOT NULL,
    created_at timestamptz NOT NULL,
    signs_from timestamptz NOT NULL
  );

  CREATE TABLE revocation_counter (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL);
  INSERT INTO revocation_counter (seq) VALUES (0);
  CREATE TABLE revocations (
    seq bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('session', 'user', 'member')),
    session_id uuid,
    user_id uuid,
    organization_id uuid,
    role text
  );

  CREATE TABLE login_failures (
    account bytea PRIMARY KEY,
    window_started_at timestamptz NOT NULL,
    failures integer NOT NULL
  );
  CREATE INDEX login_failures_age ON login_failures (window_started_at);`;

export const down = `
  DROP TABLE login_failures, revocations, revocation_counter, signing_keys, refresh_tokens, sessions, memberships,
    organizations, users;`;

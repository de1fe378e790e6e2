SET ROLE auth_owner;

CREATE TABLE schema_migrations (name text PRIMARY KEY);
GRANT USAGE ON SCHEMA public TO auth_app;
ALTER DEFAULT PRIVILEGES FOR ROLE auth_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO auth_app;

-- migration 0001-identity

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
  CREATE INDEX login_failures_age ON login_failures (window_started_at);

-- migration 0002-organization-records

  CREATE TABLE invitations (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    email text NOT NULL CHECK (email = lower(email)),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'analyst', 'viewer')),
    status text NOT NULL CHECK (status IN ('pending', 'accepted', 'withdrawn')),
    token_hash bytea NOT NULL,
    invited_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
  );
  CREATE UNIQUE INDEX invitations_token ON invitations (organization_id, token_hash);
  CREATE UNIQUE INDEX invitations_pending ON invitations (organization_id, email) WHERE status = 'pending';
  
    ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
    ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON invitations FOR ALL TO auth_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  CREATE TABLE mails (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    sealed_text text,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'unsent')),
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (organization_id, id)
  );
  
    ALTER TABLE mails ENABLE ROW LEVEL SECURITY;
    ALTER TABLE mails FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON mails FOR ALL TO auth_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  
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
    
    ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
    ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON audit_events FOR ALL TO auth_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));
    REVOKE UPDATE, DELETE ON audit_events FROM auth_app;

-- migration 0003-api-keys

  CREATE TABLE api_keys (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('manager', 'analyst', 'viewer')),
    secret_hash bytea NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (organization_id, id)
  );
  
    ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
    ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON api_keys FOR ALL TO auth_app
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization', true), '')::uuid));

  ALTER TABLE revocations
    ADD COLUMN key_id uuid,
    DROP CONSTRAINT revocations_kind_check,
    ADD CONSTRAINT revocations_kind_check CHECK (kind IN ('session', 'user', 'member', 'api-key'));

-- queues
CREATE TABLE schema_stamps (name text PRIMARY KEY, stamp text NOT NULL);
-- here: queues.sql
GRANT USAGE ON SCHEMA pgboss TO auth_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO auth_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO auth_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA pgboss GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO auth_app;

RESET ROLE;

-- rows
TRUNCATE api_keys, audit_events, invitations, login_failures, mails, memberships, organizations, pgboss.job_common, pgboss.job_dependency, pgboss.queue, pgboss.schedule, pgboss.subscription, pgboss.version, refresh_tokens, revocation_counter, revocations, schema_migrations, schema_stamps, sessions, signing_keys, users;

INSERT INTO audit_events (organization_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail) VALUES
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a29a-71c2-812e-35874d9f0d71', '2026-11-27 09:28:29.083472+00', 'user', '01a20ce2-a288-73b9-8131-3191221d31a3', 'auth.registered', 'user', '01a20ce2-a288-73b9-8131-3191221d31a3', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a538-70e2-b41c-860ec7a04ba8', '2026-11-27 09:28:29.752576+00', 'user', '01a20ce2-a288-73b9-8131-3191221d31a3', 'auth.invited', 'invitation', '01a20ce2-a4dc-7528-b8bb-74b2f5d4aa41', '{"role": "manager"}'),
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a68c-71e5-9d3e-a23dd82212c5', '2026-11-27 09:28:30.093074+00', 'user', '01a20ce2-a678-74b8-b0ed-a978b8b34dbc', 'auth.invitation_accepted', 'invitation', '01a20ce2-a4dc-7528-b8bb-74b2f5d4aa41', '{"role": "manager", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a21c55-d340-7194-bc22-c8f26d12cdc1', '2026-11-27 09:28:36.419184+00', 'user', '01a20ce2-a288-73b9-8131-3191221d31a3', 'auth.logged_in', 'session', '01a21c55-d33f-7202-81b7-41647e2705d2', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-ad2c-7212-a656-c2b86733cfcb', '2026-11-27 09:28:31.791166+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.registered', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-ad77-72e4-af6e-317ef50a1e01', '2026-11-27 09:28:31.867493+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a20ce2-ad61-7358-a5a0-ca5b06d603f6', '{"role": "manager"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-aeaf-75ac-a3b0-e766e5a4bc99', '2026-11-27 09:28:32.176545+00', 'user', '01a20ce2-aea0-76e0-a14a-13a8f46a0a25', 'auth.invitation_accepted', 'invitation', '01a20ce2-ad61-7358-a5a0-ca5b06d603f6', '{"role": "manager", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-aedc-71ac-8667-d5d916d81477', '2026-11-27 09:28:32.227268+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a20ce2-aed0-710c-96e9-921ba3c92348', '{"role": "admin"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b007-701c-bebc-e9fa340ca210', '2026-11-27 09:28:32.521225+00', 'user', '01a20ce2-affc-7197-9380-fc4f6839609b', 'auth.invitation_accepted', 'invitation', '01a20ce2-aed0-710c-96e9-921ba3c92348', '{"role": "admin", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b02f-701c-845c-e6deb8b643da', '2026-11-27 09:28:32.561896+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a20ce2-b027-76b2-b971-bd8dacdf653f', '{"role": "analyst"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b1dc-7374-99df-28cf3f16cb5f', '2026-11-27 09:28:32.988648+00', 'user', '01a20ce2-b1cb-702e-8065-c7f3802925d1', 'auth.invitation_accepted', 'invitation', '01a20ce2-b027-76b2-b971-bd8dacdf653f', '{"role": "analyst", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b1fc-72be-86e4-f3747385b1e8', '2026-11-27 09:28:33.020366+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a20ce2-b1f7-76a2-b277-f874ec633f63', '{"role": "viewer"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b41c-70dc-83f7-cf0a8edc7b94', '2026-11-27 09:28:33.564435+00', 'user', '01a20ce2-b3de-70f1-9258-41cb734e39d8', 'auth.invitation_accepted', 'invitation', '01a20ce2-b1f7-76a2-b277-f874ec633f63', '{"role": "viewer", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-d17e-74a2-9752-e1f5389910c4', '2026-11-27 09:28:35.967513+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.logged_in', 'session', '01a21c55-d176-7506-8984-a7ea6f0d67ae', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c55-d2f0-705a-8546-77ddb406e1d2', '2026-11-27 09:28:36.339181+00', 'user', '01a20ce2-aea0-76e0-a14a-13a8f46a0a25', 'auth.logged_in', 'session', '01a21c55-d2e7-760e-85b4-a5f5d0d64185', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4753-771d-bd3d-cd6b8abd23b1', '2026-11-27 09:29:06.135423+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a21c56-473f-7051-9feb-82165820c12f', '{"role": "viewer"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-48a3-7378-8e20-8b0c74b1a4ed', '2026-11-27 09:29:06.471206+00', 'user', '01a21c56-4875-7230-95ac-40358625d3ba', 'auth.invitation_accepted', 'invitation', '01a21c56-473f-7051-9feb-82165820c12f', '{"role": "viewer", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4903-7035-8759-6607b8e4f81b', '2026-11-27 09:29:06.567141+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.member_removed', 'user', '01a21c56-4875-7230-95ac-40358625d3ba', '{"from": "viewer"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-494f-7194-a70b-a20585bfd0c5', '2026-11-27 09:29:06.64028+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a21c56-4944-7218-af38-392fbbf2633c', '{"role": "admin"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4975-770f-b62b-6897b3ebeb35', '2026-11-27 09:29:06.677469+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invitation_withdrawn', 'invitation', '01a21c56-4944-7218-af38-392fbbf2633c', '{}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-49b3-7556-a1b0-1e13e04cac8c', '2026-11-27 09:29:06.756953+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a21c56-498f-7579-a474-662c98de9f4f', '{"role": "analyst"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-49f3-77df-b32e-338f6476fef7', '2026-11-27 09:29:06.803711+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a21c56-49d3-772f-aece-2a77f38bd0e1', '{"role": "analyst"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4bd2-70f9-b02f-3264ae31bbec', '2026-11-27 09:29:07.282919+00', 'user', '01a20ce2-a288-73b9-8131-3191221d31a3', 'auth.invitation_accepted', 'invitation', '01a21c56-49d3-772f-aece-2a77f38bd0e1', '{"role": "analyst", "address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4c26-7169-b86b-529ec5ad3c1b', '2026-11-27 09:29:07.366683+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a21c56-4bf7-70ab-b899-335d56172efa', '{"role": "viewer"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4c4a-7608-9f77-2e7a99e13de5', '2026-11-27 09:29:07.402755+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.api_key_created', 'api-key', '01a21c56-4c36-71ec-960f-3cdc008de763', '{"name": "revoked", "role": "manager", "expiresAt": "2027-11-27T09:29:07.382Z"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4ca4-73d2-8f66-82ae599071fb', '2026-11-27 09:29:07.492897+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.api_key_revoked', 'api-key', '01a21c56-4c36-71ec-960f-3cdc008de763', '{}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4cb8-76af-940e-ae7f4851e6a4', '2026-11-27 09:29:07.515148+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.api_key_created', 'api-key', '01a21c56-4cb1-72eb-9dc9-4fb910899a8f', '{"name": "living", "role": "manager", "expiresAt": "2027-11-27T09:29:07.505Z"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4ddf-7608-9885-8e7c55e2ea5e', '2026-11-27 09:29:07.807716+00', 'user', '01a20ce2-b3de-70f1-9258-41cb734e39d8', 'auth.logged_in', 'session', '01a21c56-4dbf-755d-be8b-be58d9679f2f', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-539f-703d-80d5-a5d3b0fdc46d', '2026-11-27 09:29:09.279914+00', 'user', '01a20ce2-ad22-70e6-8605-26f553740080', 'auth.invited', 'invitation', '01a21c56-5393-724f-a874-4254ef495ba4', '{"role": "viewer"}'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d579-7250-824a-9c1fe04fda20', '2026-11-27 09:28:36.986206+00', 'user', '01a21c55-d56f-71e2-a1ff-f21537be1efc', 'auth.registered', 'user', '01a21c55-d56f-71e2-a1ff-f21537be1efc', '{"address": "127.0.0.1", "userAgent": "node"}'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d5b4-7394-bd65-12641a1e4996', '2026-11-27 09:28:37.044898+00', 'user', '01a21c55-d56f-71e2-a1ff-f21537be1efc', 'auth.invited', 'invitation', '01a21c55-d5a9-74fd-92ad-d1b26e49a1e6', '{"role": "manager"}'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d6a3-757c-8350-d067ed404621', '2026-11-27 09:28:37.283696+00', 'user', '01a21c55-d694-759f-b227-8d4e090805d4', 'auth.invitation_accepted', 'invitation', '01a21c55-d5a9-74fd-92ad-d1b26e49a1e6', '{"role": "manager", "address": "127.0.0.1", "userAgent": "node"}');

INSERT INTO mails (organization_id, id, recipient, subject, sealed_text, state, created_at, sent_at) VALUES
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a29c-7756-886b-459e60e74177', 'neighbour@fixture.example.com', 'Welcome to Next door', NULL, 'sent', '2026-11-24 09:28:29.063+00', '2026-11-24 09:28:29.851+00'),
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a539-72a3-8225-cbdf226e0c3e', 'approver@fixture.example.com', 'The neighbour invites you to Next door', NULL, 'sent', '2026-11-24 09:28:29.66+00', '2026-11-24 09:28:29.888+00'),
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a68d-74c4-b80b-2edb8dd68005', 'approver@fixture.example.com', 'Welcome to Next door', NULL, 'sent', '2026-11-24 09:28:30.071+00', '2026-11-24 09:28:30.368+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-ad30-7750-9a96-750972be15b8', 'owner@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:31.778+00', '2026-11-24 09:28:31.975+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-ad7c-7690-a430-df2af7773e40', 'manager@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:31.841+00', '2026-11-24 09:28:32.036+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-aeb0-70a5-bcd7-caa70a4fa96f', 'manager@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:32.16+00', '2026-11-24 09:28:32.337+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-aee3-7154-ba96-a226f247e213', 'admin@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:32.208+00', '2026-11-24 09:28:32.367+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b009-7392-9b58-6d28fd8e9cf6', 'admin@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:32.508+00', '2026-11-24 09:28:32.671+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b032-7369-bf98-ef799c482486', 'analyst@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:32.551+00', '2026-11-24 09:28:32.715+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b1dc-7374-99df-2ed1841fc296', 'analyst@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:32.97+00', '2026-11-24 09:28:33.122+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b1fd-75e4-98d7-b83714d7fbe2', 'viewer@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:33.015+00', '2026-11-24 09:28:33.15+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b41f-7614-ace2-611ec81c483d', 'viewer@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-24 09:28:33.502+00', '2026-11-24 09:28:33.708+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4757-7163-82a4-cd20e7f02650', 'removed@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:06.111+00', '2026-11-27 09:29:06.266+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-48ae-7592-9757-b49130a3113c', 'removed@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:06.421+00', '2026-11-27 09:29:06.723+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4950-70b1-ad17-53e5676184bf', 'withdrawn@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:06.628+00', '2026-11-27 09:29:06.797+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-49c5-7694-b25a-917ccda0043c', 'expired@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:06.703+00', '2026-11-27 09:29:06.911+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-49f4-733d-858c-5676fd8b0718', 'neighbour@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:06.771+00', '2026-11-27 09:29:06.932+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4bd4-7001-a637-732ca098ce28', 'neighbour@fixture.example.com', 'Welcome to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:07.25+00', '2026-11-27 09:29:07.459+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4c27-7024-8279-3272d91e3cd4', 'open@fixture.example.com', 'The owner invites you to Fixture & Söhne', NULL, 'sent', '2026-11-27 09:29:07.319+00', '2026-11-27 09:29:07.515+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-53a3-770c-872c-1349eb50338e', 'waiting@fixture.example.com', 'The owner invites you to Fixture & Söhne', 'v1.xXwtHCikvCdeLJ26.zCE2bq6oLCIOq9oSAibCMZ5YrtrzCJ4LnWN8dHbohLhEwr5p2Uf2jqFj9h1IPcjCVyXsP5rOPQ6Gd8D_KxYnKgfMQA47MeK7e7CA43Rmbe87CxPcDWAHSJdh_zkxUdVDltmEDMhg9iP2n723FrRLItVlN2s1Re0vxAi6lrn2zS2G9kM0vVrYqO4ssN4MDU9i8GAmZuY61S3claiUCP4sPBn8cE8EGJQqdTwEy8bq86TxH3kPpcGtX6z0C5IYuuQFlc4THd4C5wVl3RAVqA5RgT5MpaiMDJC0RToXtKEhfYpMn9JMtH-D90xDWTVsNkiE_IY2kdyooR3aRT9thebMFLZL9ot5eDgtjaqy8Lv7zUmcxuoq1tSW4XqCuLVfEFHmDYJkFzNe31KEnIV5HCpso05mEtShvoj04YX8blgX13tMav-uRt7DBHIHExBuM0THIKkAkayYaxHBFh7sucb-E6-sOGh8AhdQ4_PDBwdrXnIYEehoZrwbdvBxlhuaVBhodBIMwesJ1CscW4noG34YSpwVp6kcRY_oP3vLIrtadBy_3afDPtUCNeWImvMExdSx3sPjw-HnJsGGeIHnZhB8cu5gyUbqudf9vGy1.plnQbHmQDG2uK3_4R1RiKg', 'queued', '2026-11-27 09:29:09.267+00', NULL),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d57a-75a4-b998-86fc35c0324e', 'anna.5d5a61d3@example.com', 'Welcome to Northwind Demo 5d5a61d3', NULL, 'sent', '2026-11-27 09:28:36.975+00', '2026-11-27 09:28:37.135+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d5b5-7360-b922-48b04db1bc03', 'ben.5d5a61d3@example.com', 'Anna Berg invites you to Northwind Demo 5d5a61d3', NULL, 'sent', '2026-11-27 09:28:37.033+00', '2026-11-27 09:28:37.19+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d6a4-7302-b26d-62716e57b707', 'ben.5d5a61d3@example.com', 'Welcome to Northwind Demo 5d5a61d3', NULL, 'sent', '2026-11-27 09:28:37.268+00', '2026-11-27 09:28:37.441+00');

INSERT INTO organizations (id, name, approval_policy, created_at) VALUES
('01a20ce2-a288-73b9-8131-358909d2c92c', 'Next door', 'two_people', '2026-11-24 09:28:29.063+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', 'Fixture & Söhne', 'two_people', '2026-11-24 09:28:31.778+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', 'Northwind Demo 5d5a61d3', 'two_people', '2026-11-27 09:28:36.975+00');

INSERT INTO api_keys (organization_id, id, name, role, secret_hash, created_by, created_at, expires_at, last_used_at, revoked_at) VALUES
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4c36-71ec-960f-3cdc008de763', 'revoked', 'manager', E'\\x75e299ec653acd432128889462bd73e13bd52d21638f695461998736460fdc86', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:07.382+00', '2027-11-27 09:29:07.382+00', NULL, '2026-11-27 09:29:07.433+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4cb1-72eb-9dc9-4fb910899a8f', 'living', 'manager', E'\\xe4a7062c864c870008664688d047c4cce331cb20d3fdbefedbc33f13cc78050b', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:07.505+00', '2126-01-01 00:00:00+00', '2026-11-27 09:29:07.534+00', NULL);

INSERT INTO invitations (organization_id, id, email, role, status, token_hash, invited_by, created_at, expires_at) VALUES
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a4dc-7528-b8bb-74b2f5d4aa41', 'approver@fixture.example.com', 'manager', 'accepted', E'\\x1b382f4376dc75dde50dd1a86e1d09941e50c1e8c49412fec83094a0e02a5495', '01a20ce2-a288-73b9-8131-3191221d31a3', '2026-11-24 09:28:29.66+00', '2026-12-01 09:28:29.66+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-ad61-7358-a5a0-ca5b06d603f6', 'manager@fixture.example.com', 'manager', 'accepted', E'\\x8db2deaaad3c3057ac6d5f6139bdd28f1b0ca01d21e79a042021d6d5efded7bd', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-24 09:28:31.841+00', '2026-12-01 09:28:31.841+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-aed0-710c-96e9-921ba3c92348', 'admin@fixture.example.com', 'admin', 'accepted', E'\\x40d43fb1bd278c8d5ceb59bdf3ce4601a2c124d8a0e588c347485835db6dca44', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-24 09:28:32.208+00', '2026-12-01 09:28:32.208+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b027-76b2-b971-bd8dacdf653f', 'analyst@fixture.example.com', 'analyst', 'accepted', E'\\xae347c81dc132c0eaecd483abe246a587fd78e87306bcbdb8edca6132a4634d7', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-24 09:28:32.551+00', '2026-12-01 09:28:32.551+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b1f7-76a2-b277-f874ec633f63', 'viewer@fixture.example.com', 'viewer', 'accepted', E'\\x7aa689c691de8dba3c64071b3a4f46dd8d660f1efbfa3f6f752dc92bac109d8a', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-24 09:28:33.015+00', '2026-12-01 09:28:33.015+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-473f-7051-9feb-82165820c12f', 'removed@fixture.example.com', 'viewer', 'accepted', E'\\x735a7573259ba3da7482cc110f15e47ca899809f8ddb1cf9d821fbf391a8bcf9', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:06.111+00', '2026-12-04 09:29:06.111+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4944-7218-af38-392fbbf2633c', 'withdrawn@fixture.example.com', 'admin', 'withdrawn', E'\\x8b0d7126efe51e2ab63fb6bc4cc5e52ac7e161147296eadf12e6d88ca28cb1f4', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:06.628+00', '2026-12-04 09:29:06.628+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-498f-7579-a474-662c98de9f4f', 'expired@fixture.example.com', 'analyst', 'pending', E'\\xc8cc5128152a0471f01a5da97b08b4cdbed4a26281a3f1479e879e8d2e67723d', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:06.703+00', '2026-11-27 09:29:06.703+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-49d3-772f-aece-2a77f38bd0e1', 'neighbour@fixture.example.com', 'analyst', 'accepted', E'\\xe1734d4d0672bcad80aab337f33a7d821aa10848514b5dfd85469225b9b546c0', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:06.771+00', '2026-12-04 09:29:06.771+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-4bf7-70ab-b899-335d56172efa', 'open@fixture.example.com', 'viewer', 'pending', E'\\x1c183c6a7400c4ecb37f979b3482d4eea165491af5ed0eee6cd476b9bf2963c3', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:07.319+00', '2126-01-01 00:00:00+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a21c56-5393-724f-a874-4254ef495ba4', 'waiting@fixture.example.com', 'viewer', 'pending', E'\\x6015ba54128a7ab33667ba00d8b9d3b8c9fc160aefca1c0739484f9f57c94800', '01a20ce2-ad22-70e6-8605-26f553740080', '2026-11-27 09:29:09.267+00', '2126-01-01 00:00:00+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d5a9-74fd-92ad-d1b26e49a1e6', 'ben.5d5a61d3@example.com', 'manager', 'accepted', E'\\xa920c365942ce06c03a65588967a19e738c39094fa3958d922f96593213d27fb', '01a21c55-d56f-71e2-a1ff-f21537be1efc', '2026-11-27 09:28:37.033+00', '2026-12-04 09:28:37.033+00');

INSERT INTO pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) VALUES
('auth.mail', 'standard', '8', '2', 'true', '900', '900', '7776000', '604800', 'dead', 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '15', '15', '2026-11-27 09:28:45.920881+00', '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{0,0}', '20', 'true', NULL, '2026-11-27 09:28:55.91376+00', '2026-11-27 09:28:55.920881+00', '2026-11-27 09:28:45.842023+00', '2026-11-27 09:28:25.839715+00', '2026-11-27 09:28:25.839715+00'),
('dead', 'standard', '2', '0', 'false', NULL, '900', '31536000', '604800', NULL, 'false', 'job_common', '0', '0', '0', '0', '0', '0', '0', '0', '0', '2026-11-27 09:28:45.920881+00', '0', '0', '0', NULL, NULL, NULL, NULL, NULL, '{0,0}', NULL, 'false', NULL, '2026-11-27 09:28:55.91376+00', '2026-11-27 09:28:55.920881+00', '2026-11-27 09:28:45.842023+00', '2026-11-27 09:28:25.829628+00', '2026-11-27 09:28:25.829628+00');

INSERT INTO pgboss.job_common (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, singleton_key, singleton_on, group_id, group_tier, start_after, created_on, started_on, completed_on, keep_until, output, dead_letter, policy, heartbeat_on, heartbeat_seconds, blocked, blocking, pending_dependencies, source_name, source_id, source_created_on, source_retry_count, source_output, source_root_id, trace_context, upsert_by_key) VALUES
('0b871c4e-a4cf-400f-96c8-57eb1537b305', 'auth.mail', '0', '{"mailId": "01a21c56-53a3-770c-872c-1349eb50338e", "organizationId": "01a20ce2-ad22-70e6-8605-2af76ca6084b"}', 'created', '8', '0', '2', 'true', '900', '900', '604800', NULL, NULL, NULL, NULL, '2026-11-27 09:29:09.268204+00', '2026-11-27 09:29:09.268204+00', NULL, NULL, '2126-01-01 00:00:00+00', NULL, 'dead', 'standard', NULL, '20', 'false', 'false', '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO pgboss.version (version, cron_on, bam_on, flow_on, reindex_on, monitor_backoff_on) VALUES
('46', NULL, '2026-11-27 09:28:25.704975+00', '2026-11-27 09:29:00.98007+00', '2026-11-27 09:28:45.937416+00', NULL);

INSERT INTO revocation_counter (one, seq) VALUES
('true', '10');

INSERT INTO revocations (seq, at, kind, session_id, user_id, organization_id, role, key_id) VALUES
('10', '2026-11-27 09:29:07.433+00', 'api-key', NULL, NULL, NULL, NULL, '01a21c56-4c36-71ec-960f-3cdc008de763'),
('6', '2026-11-27 09:28:37.268+00', 'member', NULL, '01a21c55-d694-759f-b227-8d4e090805d4', '01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', 'manager', NULL),
('7', '2026-11-27 09:29:06.421+00', 'member', NULL, '01a21c56-4875-7230-95ac-40358625d3ba', '01a20ce2-ad22-70e6-8605-2af76ca6084b', 'viewer', NULL),
('8', '2026-11-27 09:29:06.541+00', 'member', NULL, '01a21c56-4875-7230-95ac-40358625d3ba', '01a20ce2-ad22-70e6-8605-2af76ca6084b', NULL, NULL),
('9', '2026-11-27 09:29:07.25+00', 'member', NULL, '01a20ce2-a288-73b9-8131-3191221d31a3', '01a20ce2-ad22-70e6-8605-2af76ca6084b', 'analyst', NULL);

INSERT INTO schema_migrations (name) VALUES
('0001-identity'),
('0002-organization-records'),
('0003-api-keys');

INSERT INTO schema_stamps (name, stamp) VALUES
('queues', '86c4f536f385d1b73de983cd49a2384f1839f9dc');

INSERT INTO signing_keys (kid, public_jwk, sealed_private, created_at, signs_from) VALUES
('f7e67732-1229-414e-8e2c-f00d593ad04a', '{"x": "ulporQxwyLLzs2FTsYwEK2QJmqeXcmafNk9GZzsQ9SI", "y": "0TQmlZwWE0sPG21OYPEs2aY_4B8362sPllw_QfiPfeU", "alg": "ES256", "crv": "P-256", "kid": "f7e67732-1229-414e-8e2c-f00d593ad04a", "kty": "EC", "use": "sig"}', 'v1.hS1vfdHa8hpJVxUp.ePFoZEPkHsNbaeatsoM4GuH85l0P3496pI0pZMQcaaCfbbuu6FH6g3tHsvWkOT6_SjYsWNDLd189cAyc9Y0SZgfhL7tm-bC5wseSgdxZQNkN5OkLAybvs_YEFbHvR9Nbi3O4icwQdt3-uEbX75bWMs5Q4qEdqjjoRet7yEgfXhnL1OInGDbc5-YwfDpASeP04SPRCRZyDmCKaX33dIE--q0x1SrDmmV_FFj_k09GxEM.giZwmT_9jHYYyt6kSrRBmQ', '2026-11-24 09:28:28.682+00', '2026-11-24 09:28:28.681+00');

INSERT INTO users (id, email, name, password_hash, created_at) VALUES
('01a20ce2-a288-73b9-8131-3191221d31a3', 'neighbour@fixture.example.com', 'The neighbour', '$argon2id$v=19$m=19456,t=2,p=1$dO1HKNi6Wpexf8y2RZbSuw$14DNewb+YMbE496HCYhne+nvNsL2mETPoSf5ST+sUOY', '2026-11-24 09:28:29.063+00'),
('01a20ce2-a678-74b8-b0ed-a978b8b34dbc', 'approver@fixture.example.com', 'The approver', '$argon2id$v=19$m=19456,t=2,p=1$NS+DWcK40kv86vvBqDntpg$1kJs10bTbHZoCZuRtF0WiQDqoOjgGsduNQz4+4UJr9c', '2026-11-24 09:28:30.071+00'),
('01a20ce2-ad22-70e6-8605-26f553740080', 'owner@fixture.example.com', 'The owner', '$argon2id$v=19$m=19456,t=2,p=1$zknvaHnuXRxOgrNjL/OYVg$wxBD3v/wOREZgkNjVOEMsHdfnp9mFFRoHQ36GTGZylA', '2026-11-24 09:28:31.778+00'),
('01a20ce2-aea0-76e0-a14a-13a8f46a0a25', 'manager@fixture.example.com', 'The manager', '$argon2id$v=19$m=19456,t=2,p=1$FI6IX6b9FEmGb4Y0TG2c5Q$EuwQoVAOwz6CpCdhmhkZk0daUF/Mgh0M/3mxlXwFO4I', '2026-11-24 09:28:32.16+00'),
('01a20ce2-affc-7197-9380-fc4f6839609b', 'admin@fixture.example.com', 'The admin', '$argon2id$v=19$m=19456,t=2,p=1$Ja5tRPlBdU+5REcE4QCG5w$VLLF3YJ70dy/Z99vKq5Gqf2SfL5ov66nuO1PHJrBTlA', '2026-11-24 09:28:32.508+00'),
('01a20ce2-b1cb-702e-8065-c7f3802925d1', 'analyst@fixture.example.com', 'The analyst', '$argon2id$v=19$m=19456,t=2,p=1$dM+babUPUc/gGd7557CKjA$792GN696xV/+DVj/yreuGnom5PQR3PxTfVJUFgnwKIg', '2026-11-24 09:28:32.97+00'),
('01a20ce2-b3de-70f1-9258-41cb734e39d8', 'viewer@fixture.example.com', 'The viewer', '$argon2id$v=19$m=19456,t=2,p=1$pML334a9xPtGCKGrqqsTAg$kN/VCilD/iUMLQ1k7RvzdG+zw1js82/TPcq2MvPYzPw', '2026-11-24 09:28:33.502+00'),
('01a21c55-d56f-71e2-a1ff-f21537be1efc', 'anna.5d5a61d3@example.com', 'Anna Berg', '$argon2id$v=19$m=19456,t=2,p=1$Ur7Aq/KZhYp1wPg4pdyNpg$My28q0J6tNUbBGX/B5+j8NyixuczEXwQbACorP5Dc/U', '2026-11-27 09:28:36.975+00'),
('01a21c55-d694-759f-b227-8d4e090805d4', 'ben.5d5a61d3@example.com', 'Ben Ortiz', '$argon2id$v=19$m=19456,t=2,p=1$eNfQlFZ/oz1BJrqyaeJncQ$tWB1yVXCYlQ3NMfW8PLrUQMzeOvRsLgKsx4YrabBKQ0', '2026-11-27 09:28:37.268+00'),
('01a21c56-4875-7230-95ac-40358625d3ba', 'removed@fixture.example.com', 'The removed one', '$argon2id$v=19$m=19456,t=2,p=1$rRE2LIcNfzG73+EGuIBICg$V0goFt7lK+zP/MToRYDrU4feZ60K28b5usSpG1Hcxrw', '2026-11-27 09:29:06.421+00');

INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a288-73b9-8131-3191221d31a3', 'owner', '2026-11-24 09:28:29.063+00', '2026-11-27 09:28:36.415+00'),
('01a20ce2-a288-73b9-8131-358909d2c92c', '01a20ce2-a678-74b8-b0ed-a978b8b34dbc', 'manager', '2026-11-24 09:28:30.071+00', '2026-11-24 09:28:30.071+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-a288-73b9-8131-3191221d31a3', 'analyst', '2026-11-27 09:29:07.25+00', '2026-11-27 09:29:07.25+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-ad22-70e6-8605-26f553740080', 'owner', '2026-11-24 09:28:31.778+00', '2026-11-27 09:28:35.958+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-aea0-76e0-a14a-13a8f46a0a25', 'manager', '2026-11-24 09:28:32.16+00', '2026-11-27 09:28:36.327+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-affc-7197-9380-fc4f6839609b', 'admin', '2026-11-24 09:28:32.508+00', '2026-11-24 09:28:32.508+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b1cb-702e-8065-c7f3802925d1', 'analyst', '2026-11-24 09:28:32.97+00', '2026-11-24 09:28:32.97+00'),
('01a20ce2-ad22-70e6-8605-2af76ca6084b', '01a20ce2-b3de-70f1-9258-41cb734e39d8', 'viewer', '2026-11-24 09:28:33.502+00', '2026-11-27 09:29:07.775+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d56f-71e2-a1ff-f21537be1efc', 'owner', '2026-11-27 09:28:36.975+00', '2026-11-27 09:28:36.975+00'),
('01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '01a21c55-d694-759f-b227-8d4e090805d4', 'manager', '2026-11-27 09:28:37.268+00', '2026-11-27 09:28:37.268+00');

INSERT INTO sessions (id, user_id, organization_id, started_at, last_used_at, expires_at, ended_at, end_reason, address, user_agent) VALUES
('01a20ce2-a287-750e-818d-1d6984c0a2ec', '01a20ce2-a288-73b9-8131-3191221d31a3', '01a20ce2-a288-73b9-8131-358909d2c92c', '2026-11-24 09:28:29.063+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a20ce2-a677-7562-ae8b-2f0e396b6c17', '01a20ce2-a678-74b8-b0ed-a978b8b34dbc', '01a20ce2-a288-73b9-8131-358909d2c92c', '2026-11-24 09:28:30.071+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a20ce2-ad22-70e6-8605-21426b6b8f99', '01a20ce2-ad22-70e6-8605-26f553740080', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24 09:28:31.778+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a20ce2-aea0-76e0-a14a-0c21dfbae167', '01a20ce2-aea0-76e0-a14a-13a8f46a0a25', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24 09:28:32.16+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a20ce2-affc-7197-9380-f970793220b4', '01a20ce2-affc-7197-9380-fc4f6839609b', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24 09:28:32.508+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a20ce2-b1cb-702e-8065-c3b84a4cfd15', '01a20ce2-b1cb-702e-8065-c7f3802925d1', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24 09:28:32.97+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a20ce2-b3de-70f1-9258-3feb0410750a', '01a20ce2-b3de-70f1-9258-41cb734e39d8', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-24 09:28:33.502+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c55-d176-7506-8984-a7ea6f0d67ae', '01a20ce2-ad22-70e6-8605-26f553740080', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-27 09:28:35.958+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c55-d2e7-760e-85b4-a5f5d0d64185', '01a20ce2-aea0-76e0-a14a-13a8f46a0a25', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-27 09:28:36.327+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c55-d33f-7202-81b7-41647e2705d2', '01a20ce2-a288-73b9-8131-3191221d31a3', '01a20ce2-a288-73b9-8131-358909d2c92c', '2026-11-27 09:28:36.415+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c55-d56f-71e2-a1ff-eea9db8ac27b', '01a21c55-d56f-71e2-a1ff-f21537be1efc', '01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-27 09:28:36.975+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c55-d694-759f-b227-8a671d8c1624', '01a21c55-d694-759f-b227-8d4e090805d4', '01a21c55-d56f-71e2-a1ff-f6f41d4c37ae', '2026-11-27 09:28:37.268+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c56-4875-7230-95ac-3f6dcff04fea', '01a21c56-4875-7230-95ac-40358625d3ba', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-27 09:29:06.421+00', '2026-11-27 09:29:06.421+00', '2027-02-25 09:29:06.421+00', '2026-11-27 09:29:06.541+00', 'removed', '127.0.0.1', 'node'),
('01a21c56-4bb2-72be-96a0-549fbfa72bfc', '01a20ce2-a288-73b9-8131-3191221d31a3', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-27 09:29:07.25+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node'),
('01a21c56-4dbf-755d-be8b-be58d9679f2f', '01a20ce2-b3de-70f1-9258-41cb734e39d8', '01a20ce2-ad22-70e6-8605-2af76ca6084b', '2026-11-27 09:29:07.775+00', '2126-01-01 00:00:00+00', '2126-01-01 00:00:00+00', NULL, NULL, '127.0.0.1', 'node');

INSERT INTO refresh_tokens (token_hash, session_id, created_at, expires_at, used_at, used_by, replaced_by, sealed_child) VALUES
(E'\\x1cce935ae17814f627ff4a8d3fccb149dee0fab90012494582931ebd8488aa43', '01a21c56-4dbf-755d-be8b-be58d9679f2f', '2026-11-27 09:29:07.775+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x24621367df45be27a4ebb14991c9a24b5df52455efbcd44564c3221b00442dc8', '01a21c55-d56f-71e2-a1ff-eea9db8ac27b', '2026-11-27 09:28:36.975+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x29ce88e73cd76c3676b3de1bd53d9ff00df8c9b556ffdd7425c85dbb67d28cb5', '01a20ce2-affc-7197-9380-f970793220b4', '2026-11-24 09:28:32.508+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x34752347ae68921415a4ea8dced1db5c7279b1bb0eaa9ad24ed918bea2fdcb69', '01a20ce2-aea0-76e0-a14a-0c21dfbae167', '2026-11-24 09:28:32.16+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x37363993076c5c8e2e646b2fcd61514004cd12492ec3ed35b7f02f4fbe40c87f', '01a20ce2-b1cb-702e-8065-c3b84a4cfd15', '2026-11-24 09:28:32.97+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x5faf9fa6d9b54c9f0b01d51fe70f921049c66a1fb905286711dda9af65e4e0ae', '01a20ce2-a677-7562-ae8b-2f0e396b6c17', '2026-11-24 09:28:30.071+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x607c371444b50762da199a1129cc37fb804b60dfae852463f93e1d139c32bfda', '01a20ce2-b3de-70f1-9258-3feb0410750a', '2026-11-24 09:28:33.502+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x7be5ae5a83b64ef849540494cb28f8ece23359384ecf064d327294dd2cc7d31b', '01a21c55-d694-759f-b227-8a671d8c1624', '2026-11-27 09:28:37.268+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\x99736dbe387f2d9c1bdb4f745e7b83863e38f1793330fff99644eb5eadd01389', '01a21c56-4bb2-72be-96a0-549fbfa72bfc', '2026-11-27 09:29:07.25+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\xa2aa86815c85da82052846c96849eefa2eba6b13c9ba653d1b70463e7cf0cae8', '01a21c55-d176-7506-8984-a7ea6f0d67ae', '2026-11-27 09:28:35.958+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\xa8ab7fba58e48ca142f8b1d14caa761b51e7313b2ae99bdde6d4f7cc4c32969b', '01a20ce2-a287-750e-818d-1d6984c0a2ec', '2026-11-24 09:28:29.063+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\xb2b70614cf48736f05d8a36955f58c8d119fed98e1fba3abf979992ec293688b', '01a20ce2-ad22-70e6-8605-21426b6b8f99', '2026-11-24 09:28:31.778+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\xe47d84f16675153e8e268dedcc86376249863fa19a41792467687929490270a2', '01a21c55-d2e7-760e-85b4-a5f5d0d64185', '2026-11-27 09:28:36.327+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\xef6a2625f540e7581661c0c183585180f25d4b782d4c13964194e3d01425b6b3', '01a21c56-4875-7230-95ac-3f6dcff04fea', '2026-11-27 09:29:06.421+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL),
(E'\\xfcf1a6228490a3ba2282afc0216dc070246f9b0d871e401d6f165bc9834283c8', '01a21c55-d33f-7202-81b7-41647e2705d2', '2026-11-27 09:28:36.415+00', '2126-01-01 00:00:00+00', NULL, NULL, NULL, NULL);

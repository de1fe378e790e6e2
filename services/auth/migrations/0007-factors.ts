/**
 * Second factors of people. They belong to a person, not to an organisation, and are read before one is known, so they stand
 * outside the tenant wall. Of codes and challenges only hashes are kept; the secret of one-time codes is sealed.
 */
export const up = `
  CREATE TABLE factors (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('totp', 'passkey')),
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    activated_at timestamptz,
    last_used_at timestamptz,
    failures integer NOT NULL DEFAULT 0,
    sealed_secret text,
    last_step bigint,
    credential_id bytea UNIQUE,
    public_key bytea,
    sign_count bigint,
    transports text[],
    CHECK (kind <> 'totp' OR sealed_secret IS NOT NULL),
    CHECK (kind <> 'passkey' OR activated_at IS NULL OR (credential_id IS NOT NULL AND public_key IS NOT NULL))
  );
  CREATE INDEX factors_user ON factors (user_id);

  CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
  );

  CREATE TABLE mfa_challenges (
    token_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    failures integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );
  CREATE INDEX mfa_challenges_age ON mfa_challenges (expires_at);

  CREATE TABLE passkey_challenges (
    challenge_hash bytea PRIMARY KEY,
    purpose text NOT NULL,
    user_id uuid REFERENCES users (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX passkey_challenges_age ON passkey_challenges (expires_at);

  CREATE TABLE step_up_uses (
    id uuid PRIMARY KEY,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX step_up_uses_age ON step_up_uses (expires_at);`;

export const down = `
  DROP TABLE step_up_uses, passkey_challenges, mfa_challenges, recovery_codes, factors;`;

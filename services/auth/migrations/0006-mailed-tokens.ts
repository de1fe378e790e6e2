/**
 * What was mailed to prove something: hashes of tokens, one of each purpose a person, so that a newer one replaces the older.
 * How many mails were asked for, by whom and to whom, in the present window: hashes, because an address that has no account
 * is nobody's to store. A mail may be for nobody: it is written so that the work tells nobody who has an account.
 */
export const up = `
  CREATE TABLE mailed_tokens (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('verify_address', 'reset_password', 'change_address')),
    token_hash bytea NOT NULL UNIQUE,
    email text NOT NULL CHECK (email = lower(email)),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, purpose)
  );
  CREATE TABLE mail_counts (
    kind text NOT NULL,
    who bytea NOT NULL,
    window_started_at timestamptz NOT NULL,
    mails integer NOT NULL,
    PRIMARY KEY (kind, who)
  );
  CREATE INDEX mail_counts_age ON mail_counts (window_started_at);
  CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;
  ALTER TABLE mails
    DROP CONSTRAINT mails_state_check,
    ADD CONSTRAINT mails_state_check CHECK (state IN ('queued', 'sent', 'unsent', 'nobody'));`;

export const down = `
  UPDATE mails SET state = 'sent', sealed_text = NULL WHERE state = 'nobody';
  ALTER TABLE mails
    DROP CONSTRAINT mails_state_check,
    ADD CONSTRAINT mails_state_check CHECK (state IN ('queued', 'sent', 'unsent'));
  DROP INDEX sessions_user;
  DROP TABLE mail_counts, mailed_tokens;`;

/**
 * Devices on which a person has signed in: each holds a token of its own, of which the hash is kept. Sessions remember
 * the device and when the person signed in, which is earlier than their start after a switch of organisation.
 */
export const up = `
  CREATE TABLE devices (
    user_id uuid NOT NULL REFERENCES users (id),
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    user_agent text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, id)
  );

  ALTER TABLE sessions ADD COLUMN device_id uuid, ADD COLUMN signed_in_at timestamptz;
  CREATE INDEX sessions_person ON sessions (user_id, id) WHERE ended_at IS NULL;
  ALTER TABLE refresh_tokens ADD COLUMN used_by_device uuid;`;

export const down = `
  ALTER TABLE refresh_tokens DROP COLUMN used_by_device;
  DROP INDEX sessions_person;
  ALTER TABLE sessions DROP COLUMN device_id, DROP COLUMN signed_in_at;
  DROP TABLE devices;`;

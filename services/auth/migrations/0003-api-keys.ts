import { tenantWall } from '../../../storage/policy.ts';

/** Keys of machines: only the hash of a key is kept. A revoked key is news for every node. */
export const up = `
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
  ${tenantWall('api_keys', 'auth')}

  ALTER TABLE revocations
    ADD COLUMN key_id uuid,
    DROP CONSTRAINT revocations_kind_check,
    ADD CONSTRAINT revocations_kind_check CHECK (kind IN ('session', 'user', 'member', 'api-key'));`;

export const down = `
  DELETE FROM revocations WHERE kind = 'api-key';
  ALTER TABLE revocations
    DROP CONSTRAINT revocations_kind_check,
    ADD CONSTRAINT revocations_kind_check CHECK (kind IN ('session', 'user', 'member')),
    DROP COLUMN key_id;
  DROP TABLE api_keys;`;

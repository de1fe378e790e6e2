import { auditTable, idempotencyTable, tenantWall } from '../../../storage/policy.ts';

/** Every generation that was begun and ended, also the failed ones: their tokens are paid for. */
export const up = `
  CREATE TABLE generations (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('succeeded', 'failed')),
    error_code text,
    brief_hash text NOT NULL,
    brief jsonb NOT NULL,
    structure jsonb,
    checks jsonb NOT NULL DEFAULT '[]',
    provider text NOT NULL CHECK (provider IN ('builtin', 'openai')),
    model text NOT NULL,
    prompt_version text NOT NULL,
    input_tokens bigint NOT NULL CHECK (input_tokens >= 0),
    output_tokens bigint NOT NULL CHECK (output_tokens >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id),
    CHECK ((status = 'succeeded') = (structure IS NOT NULL)),
    CHECK ((status = 'failed') = (error_code IS NOT NULL))
  );
  CREATE INDEX generations_time ON generations (organization_id, created_at);
  ${tenantWall('generations', 'ai')}
  ${idempotencyTable('ai')}
  ${auditTable('ai')}`;

export const down = `
  DROP TABLE audit_events;
  DROP TABLE idempotency_keys;
  DROP TABLE generations;`;

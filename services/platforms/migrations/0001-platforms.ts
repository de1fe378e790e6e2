import { auditTable, tenantWall } from '../../../storage/policy.ts';

const PLATFORM = `platform text NOT NULL CHECK (platform IN ('google-ads', 'linkedin-ads'))`;

export const up = `
  -- one data key an organisation, wrapped by PLATFORM_TOKENS_KEY; dropping the row makes its secrets unreadable
  CREATE TABLE data_keys (
    organization_id uuid NOT NULL,
    wrapped text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id)
  );
  ${tenantWall('data_keys', 'platforms')}

  CREATE TABLE connect_states (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    state_hash text NOT NULL,
    user_id uuid NOT NULL,
    ${PLATFORM},
    sealed_verifier text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, state_hash)
  );
  ${tenantWall('connect_states', 'platforms')}

  CREATE TABLE platform_grants (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    ${PLATFORM},
    sealed_tokens text NOT NULL,
    expires_at timestamptz NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    refreshing_until timestamptz,
    granted_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
  );
  ${tenantWall('platform_grants', 'platforms')}

  CREATE TABLE ad_accounts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    ${PLATFORM},
    external_id text NOT NULL,
    name text NOT NULL,
    own_name text,
    currency text NOT NULL,
    time_zone text NOT NULL,
    status text NOT NULL CHECK (status IN ('connected', 'reauthorize', 'disconnected')),
    grant_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, platform, external_id),
    FOREIGN KEY (organization_id, grant_id) REFERENCES platform_grants (organization_id, id),
    CHECK ((grant_id IS NULL) = (status = 'disconnected'))
  );
  CREATE INDEX ad_accounts_grant ON ad_accounts (organization_id, grant_id);
  ${tenantWall('ad_accounts', 'platforms')}

  -- what one ad account holds of one campaign, under one marker that is never used again
  CREATE TABLE publications (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    ad_account_id uuid NOT NULL,
    marker text NOT NULL,
    state text NOT NULL DEFAULT 'living' CHECK (state IN ('living', 'removed')),
    verified jsonb,
    intent_seq bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, marker, ad_account_id),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id)
  );
  CREATE UNIQUE INDEX publications_living ON publications (organization_id, campaign_id, ad_account_id)
    WHERE state = 'living';
  CREATE INDEX publications_account ON publications (organization_id, ad_account_id);
  ${tenantWall('publications', 'platforms')}

  CREATE TABLE ops (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    operation_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('publish', 'update', 'pause', 'resume', 'remove')),
    ${PLATFORM},
    ad_account_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    publication_id uuid,
    intent_seq bigint NOT NULL DEFAULT 0,
    desired jsonb,
    marker text,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'running', 'done', 'failed', 'needs_review')),
    step text NOT NULL DEFAULT 'waiting',
    attempt bigint NOT NULL DEFAULT 0,
    setbacks bigint NOT NULL DEFAULT 0,
    in_doubt_since timestamptz,
    activation_doubt_since timestamptz,
    empty_searches bigint NOT NULL DEFAULT 0,
    not_before timestamptz,
    error_code text,
    error_message text,
    requested_by uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, operation_id, kind, platform),
    FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id),
    FOREIGN KEY (organization_id, publication_id) REFERENCES publications (organization_id, id)
  );
  CREATE INDEX ops_publication ON ops (organization_id, publication_id, intent_seq);
  CREATE INDEX ops_account ON ops (organization_id, ad_account_id, state);
  ${tenantWall('ops', 'platforms')}

  CREATE TABLE objects (
    organization_id uuid NOT NULL,
    publication_id uuid NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    external_id text,
    state text NOT NULL CHECK (state IN ('planned', 'created', 'activating', 'active', 'paused', 'removed')),
    op_id uuid NOT NULL,
    position bigint NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, publication_id, key),
    FOREIGN KEY (organization_id, publication_id) REFERENCES publications (organization_id, id),
    FOREIGN KEY (organization_id, op_id) REFERENCES ops (organization_id, id),
    CHECK (external_id IS NOT NULL OR state = 'planned')
  );
  CREATE INDEX objects_op ON objects (organization_id, op_id);
  ${tenantWall('objects', 'platforms')}

  -- "stop everything": activation reads the row FOR SHARE, stop takes it FOR UPDATE
  CREATE TABLE halts (
    organization_id uuid NOT NULL,
    halted_at timestamptz,
    halted_by uuid,
    PRIMARY KEY (organization_id)
  );
  ${tenantWall('halts', 'platforms')}
  ${auditTable('platforms')}`;

export const down = `
  DROP TABLE audit_events, halts, objects, ops, publications, ad_accounts, platform_grants, connect_states, data_keys;`;

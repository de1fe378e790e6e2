import { auditTable, idempotencyTable, tenantWall } from '../../../storage/policy.ts';

/**
 * `document` is the campaign as clients see it, without its structure: reading one is one row of two columns. What lists
 * filter and sort by stands beside it and is written in the same statement. JSON is kept as text (json, not jsonb), so that
 * it is read back as it was written.
 */
export const up = `
  CREATE TABLE campaigns (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'in_review', 'approved', 'publishing', 'active', 'paused',
      'completed', 'archived', 'failed', 'needs_review')),
    objective text NOT NULL CHECK (objective IN ('awareness', 'traffic', 'leads', 'sales')),
    platforms text[] NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    revision integer NOT NULL DEFAULT 1,
    hash text NOT NULL,
    document json NOT NULL,
    structure json,
    PRIMARY KEY (organization_id, id)
  );
  CREATE INDEX campaigns_by_status ON campaigns (organization_id, status, id);
  CREATE INDEX campaigns_by_name ON campaigns (organization_id, name_key, id);
  ${tenantWall('campaigns', 'campaign')}

  CREATE TABLE campaign_versions (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    hash text NOT NULL,
    content json NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, version),
    FOREIGN KEY (organization_id, campaign_id) REFERENCES campaigns (organization_id, id)
  );
  ${tenantWall('campaign_versions', 'campaign')}
  REVOKE UPDATE, DELETE ON campaign_versions FROM campaign_app;

  ${auditTable('campaign')}
  ${idempotencyTable('campaign')}`;

export const down = `
  DROP TABLE idempotency_keys;
  DROP TABLE audit_events;
  DROP TABLE campaign_versions;
  DROP TABLE campaigns;`;

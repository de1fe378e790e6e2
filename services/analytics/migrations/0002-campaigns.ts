import { tenantWall } from '../../../storage/policy.ts';

/**
 * campaign_refs: copies of what the campaign service answers about campaigns. external_campaigns: campaigns made
 * elsewhere.
 */
export const up = `
  CREATE TABLE campaign_refs (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    platforms jsonb NOT NULL,
    currency text NOT NULL,
    daily_micros bigint NOT NULL,
    start_date date NOT NULL,
    end_date date,
    resolved_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, campaign_id)
  );
  ${tenantWall('campaign_refs', 'analytics')}

  CREATE TABLE external_campaigns (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    platform text NOT NULL,
    external_id text CHECK (length(external_id) <= 255),
    name text NOT NULL CHECK (length(name) <= 255),
    currency text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
  );
  CREATE UNIQUE INDEX external_campaigns_external_id
    ON external_campaigns (organization_id, platform, external_id) WHERE external_id IS NOT NULL;
  CREATE INDEX external_campaigns_name ON external_campaigns (organization_id, platform, name);
  ${tenantWall('external_campaigns', 'analytics')}`;

export const down = `
  DROP TABLE external_campaigns;
  DROP TABLE campaign_refs;`;

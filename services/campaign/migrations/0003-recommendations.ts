import { tenantWall } from '../../../storage/policy.ts';

/** What analytics proposed; the same change for the same version is kept once. */
export const up = `
  CREATE TABLE recommendations (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    base_version integer NOT NULL,
    change_hash text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'applied', 'dismissed', 'expired')),
    title text NOT NULL,
    explanation text NOT NULL,
    proposal json NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, campaign_id, base_version, change_hash),
    FOREIGN KEY (organization_id, campaign_id) REFERENCES campaigns (organization_id, id)
  );
  ${tenantWall('recommendations', 'campaign')}`;

export const down = `DROP TABLE recommendations;`;

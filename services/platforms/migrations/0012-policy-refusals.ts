import { tenantWall } from '../../../storage/policy.ts';

/**
 * Objects of a version that a platform refused by a policy of its own, and what a person decided: to ask for an exemption, or to
 * publish without the object.
 */
export const up = `
  CREATE TABLE policy_refusals (
    organization_id uuid NOT NULL,
    id text NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL CHECK (platform IN ('google-ads', 'linkedin-ads')),
    version bigint NOT NULL,
    object_key text NOT NULL,
    object_kind text NOT NULL,
    object_name text NOT NULL,
    object_path text NOT NULL,
    ad_group text,
    policy text NOT NULL,
    description text NOT NULL,
    topic text,
    policy_name text,
    violating_text text,
    exemptible boolean NOT NULL,
    operation_id uuid NOT NULL,
    refused_at timestamptz NOT NULL,
    decision text CHECK (decision IN ('exempt', 'drop')),
    decided_by uuid,
    decided_at timestamptz,
    PRIMARY KEY (organization_id, id),
    CHECK ((topic IS NULL) <> (policy_name IS NULL)),
    CHECK ((policy_name IS NULL) = (violating_text IS NULL)),
    CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
    CHECK (decision IS DISTINCT FROM 'exempt' OR exemptible)
  );
  CREATE INDEX policy_refusals_campaign ON policy_refusals (organization_id, campaign_id, version);
  ${tenantWall('policy_refusals', 'platforms')}`;

export const down = `DROP TABLE policy_refusals;`;

import { tenantWall } from '../../../storage/policy.ts';

const figures = `
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL`;

/**
 * metric_facts: figures as they were sent. hour -1 = the whole day; '' = not broken down; conversions are millionths.
 * The key holds a hash of ad group, ad and keyword, because the three names together may be too long for an index
 * entry. fact_revisions: figures that a later fact replaced. daily_rollups and organization_days: sums, updated in the
 * transaction that changes the facts; of each campaign, platform and day only the coarsest grain counts. fact_versions:
 * a number that rises with every ingest that changes something.
 */
export const up = `
  CREATE TABLE fact_versions (
    organization_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    last_fact_at timestamptz,
    last_day date
  );
  ${tenantWall('fact_versions', 'analytics')}

  CREATE TABLE metric_facts (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL CHECK (hour BETWEEN -1 AND 23),
    ad_group text NOT NULL,
    ad text NOT NULL,
    keyword text NOT NULL,
    breakdown uuid GENERATED ALWAYS AS (md5(ad_group || chr(31) || ad || chr(31) || keyword)::uuid) STORED,
    grain smallint NOT NULL CHECK (grain BETWEEN 0 AND 15),
    ${figures},
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, platform, date, hour, breakdown)
  );
  CREATE INDEX metric_facts_day ON metric_facts (organization_id, date, campaign_id) WHERE grain > 0;
  ${tenantWall('metric_facts', 'analytics')}

  CREATE TABLE fact_revisions (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL,
    breakdown uuid NOT NULL,
    replaced_by_version bigint NOT NULL,
    ${figures},
    replaced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, platform, date, hour, breakdown, replaced_by_version)
  );
  ${tenantWall('fact_revisions', 'analytics')}

  CREATE TABLE daily_rollups (
    organization_id uuid NOT NULL,
    date date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    ${figures},
    PRIMARY KEY (organization_id, date, campaign_id, platform, currency)
  );
  CREATE INDEX daily_rollups_campaign ON daily_rollups (organization_id, campaign_id, date);
  ${tenantWall('daily_rollups', 'analytics')}

  CREATE TABLE organization_days (
    organization_id uuid NOT NULL,
    date date NOT NULL,
    platform text NOT NULL,
    ${figures},
    rollups bigint NOT NULL,
    PRIMARY KEY (organization_id, date, platform, currency)
  );
  ${tenantWall('organization_days', 'analytics')}`;

export const down = `
  DROP TABLE organization_days;
  DROP TABLE daily_rollups;
  DROP TABLE fact_revisions;
  DROP TABLE metric_facts;
  DROP TABLE fact_versions;`;

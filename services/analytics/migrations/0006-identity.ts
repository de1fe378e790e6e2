import { tenantWall } from '../../../storage/policy.ts';

/**
 * Who is meant by a fact.
 *
 * external_accounts: ad accounts, from exports and from what was published here. published_objects: campaigns and ad groups that
 * this product made on a platform, by the platform's id. known_names: every name that a campaign was told under; `alone`: by
 * the name only, without an id, which the same campaign is meant by ever after.
 *
 * campaign_links: which external campaign is the same as which other campaign, with who said so and who took it back.
 * campaign_members: the living links followed to their end: each campaign of a group, and the one whose figures the group counts
 * as. told_facts: of each member what was told under it, so that a split restores it; metric_facts has the group's facts under the
 * group's campaign. `version` and `told` (five versions, of the figures in their order; NULL: all of `version`; 0: before this
 * migration; -10^15: never) say which figure of which member is the newest.
 */
export const up = `
  CREATE TABLE external_accounts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    platform text NOT NULL,
    external_id text CHECK (length(external_id) <= 255),
    name text CHECK (length(name) <= 255),
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id),
    CHECK (external_id IS NOT NULL OR name IS NOT NULL)
  );
  CREATE UNIQUE INDEX external_accounts_external_id
    ON external_accounts (organization_id, platform, external_id) WHERE external_id IS NOT NULL;
  CREATE INDEX external_accounts_name ON external_accounts (organization_id, platform, name);
  ${tenantWall('external_accounts', 'analytics')}

  ALTER TABLE external_campaigns
    ADD COLUMN account_id uuid,
    ADD CONSTRAINT external_campaigns_account
      FOREIGN KEY (organization_id, account_id) REFERENCES external_accounts (organization_id, id);
  CREATE INDEX external_campaigns_account ON external_campaigns (organization_id, account_id);

  CREATE TABLE published_objects (
    organization_id uuid NOT NULL,
    platform text NOT NULL,
    level text NOT NULL CHECK (level IN ('campaign', 'ad-group', 'ad', 'keyword')),
    external_id text NOT NULL,
    campaign_id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text,
    PRIMARY KEY (organization_id, platform, level, external_id),
    FOREIGN KEY (organization_id, account_id) REFERENCES external_accounts (organization_id, id)
  );
  CREATE INDEX published_objects_campaign ON published_objects (organization_id, campaign_id);
  CREATE INDEX published_objects_account ON published_objects (organization_id, account_id);
  ${tenantWall('published_objects', 'analytics')}

  CREATE TABLE known_names (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    name text NOT NULL,
    alone boolean NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, campaign_id, name),
    FOREIGN KEY (organization_id, campaign_id) REFERENCES external_campaigns (organization_id, id)
  );
  CREATE INDEX known_names_name ON known_names (organization_id, name);
  ${tenantWall('known_names', 'analytics')}
  ALTER TABLE external_campaigns NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE known_names NO FORCE ROW LEVEL SECURITY;
  INSERT INTO known_names (organization_id, campaign_id, name, alone, first_seen, last_seen)
    SELECT organization_id, id, name, external_id IS NULL, created_at, created_at FROM external_campaigns;
  ALTER TABLE known_names FORCE ROW LEVEL SECURITY;
  ALTER TABLE external_campaigns FORCE ROW LEVEL SECURITY;

  CREATE TABLE campaign_links (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    into_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('platform-id', 'person')),
    linked_by uuid,
    linked_at timestamptz NOT NULL,
    split_by uuid,
    split_at timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, campaign_id) REFERENCES external_campaigns (organization_id, id),
    CHECK (campaign_id <> into_id)
  );
  CREATE UNIQUE INDEX campaign_links_living ON campaign_links (organization_id, campaign_id) WHERE split_at IS NULL;
  ${tenantWall('campaign_links', 'analytics')}

  CREATE TABLE campaign_members (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    canonical_id uuid NOT NULL,
    PRIMARY KEY (organization_id, campaign_id)
  );
  CREATE INDEX campaign_members_canonical ON campaign_members (organization_id, canonical_id);
  ${tenantWall('campaign_members', 'analytics')}

  ALTER TABLE metric_facts
    ADD COLUMN version bigint NOT NULL DEFAULT 0,
    ADD COLUMN told bigint[];

  CREATE TABLE told_facts (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL,
    ad_group text NOT NULL,
    ad text NOT NULL,
    keyword text NOT NULL,
    breakdown uuid NOT NULL,
    grain smallint NOT NULL,
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    told bigint[] NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, platform, date, hour, breakdown)
  );
  ${tenantWall('told_facts', 'analytics')}`;

export const down = `
  DROP TABLE told_facts;
  ALTER TABLE metric_facts DROP COLUMN told, DROP COLUMN version;
  DROP TABLE campaign_members, campaign_links, known_names, published_objects;
  ALTER TABLE external_campaigns DROP COLUMN account_id;
  DROP TABLE external_accounts;`;

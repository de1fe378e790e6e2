import { tenantWall } from '../../../storage/policy.ts';

/**
 * campaign_parts: ad groups, ads and keywords of which the platform's id is known, each with the name that was told last and
 * the label under which its facts stand (`metric_facts.ad_group`, `ad`, `keyword`): the first name, which never changes, so that
 * a new name moves no fact. `parent` is the label of the ad group, '' for ad groups and for parts told without one; a
 * keyword's id is unique only there. Parts that were never told with an id have no row: their label is their name. One
 * without an id here is a name that several ids have.
 *
 * part_names: every name that a part was told under. waiting_facts: the ids that came with a fact.
 */
export const up = `
  CREATE TABLE campaign_parts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    level text NOT NULL CHECK (level IN ('ad-group', 'ad', 'keyword')),
    parent text NOT NULL CHECK (length(parent) <= 255),
    label text NOT NULL CHECK (length(label) <= 255),
    external_id text CHECK (length(external_id) <= 255),
    name text NOT NULL CHECK (length(name) <= 255),
    PRIMARY KEY (organization_id, id)
  );
  CREATE UNIQUE INDEX campaign_parts_external_id
    ON campaign_parts (organization_id, campaign_id, platform, level, external_id, parent) WHERE external_id IS NOT NULL;
  CREATE INDEX campaign_parts_label ON campaign_parts (organization_id, label);
  ${tenantWall('campaign_parts', 'analytics')}

  CREATE TABLE part_names (
    organization_id uuid NOT NULL,
    part_id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) <= 255),
    campaign_id uuid NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, part_id, name),
    FOREIGN KEY (organization_id, part_id) REFERENCES campaign_parts (organization_id, id)
  );
  CREATE INDEX part_names_name ON part_names (organization_id, campaign_id, name);
  ${tenantWall('part_names', 'analytics')}

  ALTER TABLE waiting_facts
    ADD COLUMN ad_group_id text,
    ADD COLUMN ad_id text,
    ADD COLUMN keyword_id text;`;

export const down = `
  ALTER TABLE waiting_facts DROP COLUMN keyword_id, DROP COLUMN ad_id, DROP COLUMN ad_group_id;
  DROP TABLE part_names;
  DROP TABLE campaign_parts;`;

import { tenantWall } from '../../../storage/policy.ts';

/**
 * platform_changes: what platforms say was changed in accounts, by the platform's name of each change; change_readings: the times of
 * which all changes of an account are told.
 *
 * search_terms: what was measured of each term that people searched for, by ad account and day. `position` is the day and what tells
 * the terms of a day apart (contracts/analytics/search-terms.ts `after`, `until`); a telling replaces a range of positions.
 * search_term_readings: of which accounts terms are known, since which day, and when the platform was asked; `version` counts the pieces
 * that were told, so that pages of two tellings are never taken for one.
 */
export const up = `
  CREATE TABLE search_terms (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    position text COLLATE "C" NOT NULL,
    date date NOT NULL,
    campaign_id uuid NOT NULL,
    ad_group_id text NOT NULL,
    ad_group text NOT NULL,
    keyword_id text,
    keyword text,
    match_type text NOT NULL,
    status text NOT NULL,
    term text NOT NULL,
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    PRIMARY KEY (organization_id, account_id, position)
  );
  CREATE INDEX search_terms_day ON search_terms (organization_id, date);
  ${tenantWall('search_terms', 'analytics')}

  CREATE TABLE search_term_readings (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    platform text NOT NULL,
    first_day date,
    asked_at timestamptz,
    version bigint NOT NULL,
    PRIMARY KEY (organization_id, account_id)
  );
  ${tenantWall('search_term_readings', 'analytics')}

  CREATE TABLE platform_changes (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    id text COLLATE "C" NOT NULL,
    platform text NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    external_id text NOT NULL,
    campaign_external_id text,
    operation text NOT NULL,
    fields text[] NOT NULL,
    client text NOT NULL,
    is_own boolean NOT NULL,
    PRIMARY KEY (organization_id, account_id, id)
  );
  CREATE INDEX platform_changes_at ON platform_changes (organization_id, at, id);
  ${tenantWall('platform_changes', 'analytics')}

  CREATE TABLE change_readings (
    organization_id uuid NOT NULL,
    account_id uuid NOT NULL,
    platform text NOT NULL,
    known tstzmultirange NOT NULL,
    PRIMARY KEY (organization_id, account_id)
  );
  ${tenantWall('change_readings', 'analytics')}`;

export const down = `DROP TABLE change_readings, platform_changes, search_term_readings, search_terms;`;

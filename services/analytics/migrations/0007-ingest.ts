import { tenantWall } from '../../../storage/policy.ts';

/**
 * grain_days: the facts of a campaign, platform and day, added up by grain and currency, and how many they are. Each write
 * adds what it changes, so that it costs what it brings, however many facts the day has. `daily_rollups` are the rows of
 * the coarsest grain that has facts. Days of an earlier release are added up here; for that moment the wall is open to the
 * owner of the tables, who is nobody's caller.
 *
 * A quarter of each page of facts is left free, so that a day that is told again changes rows in place, without the indexes.
 *
 * waiting_facts: facts that were accepted while somebody else, an import, wrote the organisation's, until they are saved.
 * `refused_because` is set for one that cannot be saved, so that it is not lost.
 */
export const up = `
  CREATE TABLE grain_days (
    organization_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    grain smallint NOT NULL,
    currency text NOT NULL,
    facts bigint NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    PRIMARY KEY (organization_id, campaign_id, platform, date, grain, currency)
  );

  ALTER TABLE metric_facts NO FORCE ROW LEVEL SECURITY;
  INSERT INTO grain_days
    SELECT organization_id, campaign_id, platform, date, grain, currency, count(*), sum(impressions), sum(clicks),
           sum(cost_micros), sum(conversions_micros), sum(value_micros)
      FROM metric_facts GROUP BY 1, 2, 3, 4, 5, 6;
  ALTER TABLE metric_facts FORCE ROW LEVEL SECURITY;
  ALTER TABLE metric_facts SET (fillfactor = 75);
  ${tenantWall('grain_days', 'analytics')}

  CREATE TABLE waiting_facts (
    organization_id uuid NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    date date NOT NULL,
    hour smallint NOT NULL,
    ad_group text NOT NULL,
    ad text NOT NULL,
    keyword text NOT NULL,
    grain smallint NOT NULL,
    currency text NOT NULL,
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL,
    refused_because text,
    PRIMARY KEY (organization_id, seq)
  );
  ${tenantWall('waiting_facts', 'analytics')}`;

export const down = `
  ALTER TABLE metric_facts RESET (fillfactor);
  DROP TABLE waiting_facts;
  DROP TABLE grain_days;`;

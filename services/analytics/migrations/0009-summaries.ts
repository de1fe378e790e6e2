import { tenantWall } from '../../../storage/policy.ts';

const figures = `
    impressions bigint NOT NULL,
    clicks bigint NOT NULL,
    cost_micros bigint NOT NULL,
    conversions_micros bigint NOT NULL,
    value_micros bigint NOT NULL`;

/**
 * campaign_spans: roll-ups of a campaign added up over 4 and over 16 days, counted from 1970-01-01, so that a report of
 * any range reads a few rows of a campaign and not one for each day; last_day is
 * the last one that has figures. They are written in the transaction that changes the
 * roll-ups. Days of an earlier release are added up here; for that moment the wall is open to the owner of the tables.
 *
 * report_snapshots: a table of figures with more rows than one page, as of one fact version; report_chunks: its rows, a
 * thousand a chunk. Pages are read from there, so that figures that arrive meanwhile move no row. Both may be lost at any
 * time: whoever reads begins again.
 */
export const up = `
  CREATE TABLE campaign_spans (
    organization_id uuid NOT NULL,
    span smallint NOT NULL CHECK (span IN (4, 16)),
    first_day date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    currency text NOT NULL,
    last_day date NOT NULL,${figures},
    PRIMARY KEY (organization_id, span, first_day, campaign_id, platform, currency)
  );

  ALTER TABLE daily_rollups NO FORCE ROW LEVEL SECURITY;
  INSERT INTO campaign_spans
    SELECT organization_id, span, date - (date - '1970-01-01'::date) % span, campaign_id, platform, currency,
           max(date), sum(impressions), sum(clicks), sum(cost_micros), sum(conversions_micros), sum(value_micros)
      FROM daily_rollups CROSS JOIN (VALUES (4), (16)) spans (span)
     GROUP BY 1, 2, 3, 4, 5, 6;
  ALTER TABLE daily_rollups FORCE ROW LEVEL SECURITY;
  ${tenantWall('campaign_spans', 'analytics')}

  CREATE TABLE report_snapshots (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    fact_version bigint NOT NULL,
    last_fact_at timestamptz,
    last_day date,
    rows integer NOT NULL,
    totals json NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, id)
  );
  CREATE INDEX report_snapshots_age ON report_snapshots (organization_id, created_at);
  ${tenantWall('report_snapshots', 'analytics')}

  CREATE TABLE report_chunks (
    organization_id uuid NOT NULL,
    snapshot_id uuid NOT NULL,
    chunk integer NOT NULL,
    rows json NOT NULL,
    PRIMARY KEY (organization_id, snapshot_id, chunk),
    FOREIGN KEY (organization_id, snapshot_id) REFERENCES report_snapshots (organization_id, id) ON DELETE CASCADE
  );
  ${tenantWall('report_chunks', 'analytics')}`;

export const down = `
  DROP TABLE report_chunks;
  DROP TABLE report_snapshots;
  DROP TABLE campaign_spans;`;

import { tenantWall } from '../../../storage/policy.ts';

const figures = (type: string) => `
    impressions ${type} NOT NULL,
    clicks ${type} NOT NULL,
    cost_micros ${type} NOT NULL,
    conversions_micros ${type} NOT NULL,
    value_micros ${type} NOT NULL`;
const FIGURES = ['impressions', 'clicks', 'cost_micros', 'conversions_micros', 'value_micros'];
const each = (sql: (figure: string) => string) => FIGURES.map(sql).join(', ');

/** Of each day the facts of the coarsest grain that has ad groups, added up by ad group. */
const GROUP_DAYS = `
  SELECT organization_id, date, campaign_id, platform, ad_group, currency, count(*) AS facts,
         ${each((figure) => `sum(${figure}) AS ${figure}`)}
    FROM metric_facts f JOIN (
      SELECT organization_id, campaign_id, platform, date, min(grain) AS grain FROM metric_facts
       WHERE grain & 1 = 1 GROUP BY 1, 2, 3, 4) coarsest USING (organization_id, campaign_id, platform, date, grain)
   GROUP BY 1, 2, 3, 4, 5, 6`;
const SPAN = `span, date - (date - '1970-01-01'::date) % span`;

/**
 * Summaries of which a report of any range reads a few rows a campaign or an ad group. They are written in the transaction that
 * changes the facts. What an earlier release has stored is added up here; for that moment the wall is open to the owner of the
 * tables.
 *
 * campaign_blocks: a row for each campaign and 32 days, counted from 1970-01-01. Bit n of `days` says that day n has figures; element
 * k of each array is the sum of the first k of these days. So any part of a block is one element less another one. The arrays
 * are stored in the row, because a report reads two elements of each. They take the place of campaign_spans.
 *
 * group_spans: figures by ad group, added up over 1, 8 and 64 days, of the coarsest grain that has ad groups. organization_groups:
 * the same over all campaigns. `facts` is how many facts are in the sums; 0 where none is left.
 *
 * report_snapshots, report_chunks: no log is written for them and their rows are not compressed, which took longer than making
 * them. After a crash they are empty, as whoever reads expects of them (migration 0009). Their rows are now lists, one a column.
 */
export const up = `
  CREATE TABLE campaign_blocks (
    organization_id uuid NOT NULL,
    first_day date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    currency text NOT NULL,
    days bigint NOT NULL,${figures('bigint[] STORAGE PLAIN')},
    PRIMARY KEY (organization_id, first_day, campaign_id, platform, currency)
  );
  CREATE TABLE group_spans (
    organization_id uuid NOT NULL,
    span smallint NOT NULL CHECK (span IN (1, 8, 64)),
    first_day date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    ad_group text NOT NULL,
    currency text NOT NULL,
    facts bigint NOT NULL,${figures('bigint')},
    PRIMARY KEY (organization_id, span, first_day, campaign_id, platform, ad_group, currency)
  ) WITH (fillfactor = 75);
  CREATE TABLE organization_groups (
    organization_id uuid NOT NULL,
    span smallint NOT NULL CHECK (span IN (1, 8, 64)),
    first_day date NOT NULL,
    platform text NOT NULL,
    ad_group text NOT NULL,
    currency text NOT NULL,
    facts bigint NOT NULL,${figures('numeric')},
    PRIMARY KEY (organization_id, span, first_day, platform, ad_group, currency)
  ) WITH (fillfactor = 75);

  ALTER TABLE daily_rollups NO FORCE ROW LEVEL SECURITY;
  INSERT INTO campaign_blocks
    SELECT organization_id, first_day, campaign_id, platform, currency, bit_or(1::bigint << (date - first_day)),
           ${each((figure) => `array_agg(${figure} ORDER BY date)`)}
      FROM (
        SELECT organization_id, first_day, campaign_id, platform, currency, date,
               ${each((figure) => `(sum(${figure}) OVER so_far)::bigint AS ${figure}`)}
          FROM (SELECT *, date - (date - '1970-01-01'::date) % 32 AS first_day FROM daily_rollups) days
        WINDOW so_far AS (PARTITION BY organization_id, first_day, campaign_id, platform, currency ORDER BY date)) sums
     GROUP BY 1, 2, 3, 4, 5;
  ALTER TABLE daily_rollups FORCE ROW LEVEL SECURITY;

  ALTER TABLE metric_facts NO FORCE ROW LEVEL SECURITY;
  INSERT INTO group_spans
    SELECT organization_id, ${SPAN}, campaign_id, platform, ad_group, currency, sum(facts), ${each((figure) => `sum(${figure})`)}
      FROM (${GROUP_DAYS}) days CROSS JOIN (VALUES (1), (8), (64)) spans (span)
     GROUP BY 1, 2, 3, 4, 5, 6, 7;
  ALTER TABLE metric_facts FORCE ROW LEVEL SECURITY;
  INSERT INTO organization_groups
    SELECT organization_id, span, first_day, platform, ad_group, currency, sum(facts), ${each((figure) => `sum(${figure})`)}
      FROM group_spans GROUP BY 1, 2, 3, 4, 5, 6;

  ${['campaign_blocks', 'group_spans', 'organization_groups'].map((table) => tenantWall(table, 'analytics')).join('\n')}
  DROP TABLE campaign_spans;

  TRUNCATE report_snapshots, report_chunks;
  ALTER TABLE report_chunks SET UNLOGGED, ALTER rows SET STORAGE EXTERNAL;
  ALTER TABLE report_snapshots SET UNLOGGED;`;

/** The other way adds the roll-ups up as migration 0009 does. */
export const down = `
  TRUNCATE report_snapshots, report_chunks;
  ALTER TABLE report_snapshots SET LOGGED;
  ALTER TABLE report_chunks SET LOGGED, ALTER rows SET STORAGE EXTENDED;
  CREATE TABLE campaign_spans (
    organization_id uuid NOT NULL,
    span smallint NOT NULL CHECK (span IN (4, 16)),
    first_day date NOT NULL,
    campaign_id uuid NOT NULL,
    platform text NOT NULL,
    currency text NOT NULL,
    last_day date NOT NULL,${figures('bigint')},
    PRIMARY KEY (organization_id, span, first_day, campaign_id, platform, currency)
  );
  ALTER TABLE daily_rollups NO FORCE ROW LEVEL SECURITY;
  INSERT INTO campaign_spans
    SELECT organization_id, ${SPAN}, campaign_id, platform, currency, max(date), ${each((figure) => `sum(${figure})`)}
      FROM daily_rollups CROSS JOIN (VALUES (4), (16)) spans (span)
     GROUP BY 1, 2, 3, 4, 5, 6;
  ALTER TABLE daily_rollups FORCE ROW LEVEL SECURITY;
  ${tenantWall('campaign_spans', 'analytics')}
  DROP TABLE organization_groups;
  DROP TABLE group_spans;
  DROP TABLE campaign_blocks;`;

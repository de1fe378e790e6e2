import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Database } from '../../../../storage/database.ts';
import {
  day,
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
  type Statement,
} from '../../../../storage/statement.ts';
import type { Activity } from '../domain/alerts.ts';
import type { DayRange } from '../domain/range.ts';
import type { CampaignSums, DaySums } from '../domain/report.ts';
import { sumTexts, toSums } from './sum-texts.ts';

const SUM_COLUMNS = `sum(impressions)::text AS impressions, sum(clicks)::text AS clicks,
  sum(cost_micros)::text AS "costMicros", sum(conversions_micros)::text AS "conversionsMicros",
  sum(value_micros)::text AS "valueMicros"`;

const DAY_COLUMNS = { date: day, platform: oneOf(PLATFORMS), currency: text, ...sumTexts } as const;

const FRESHNESS = statement(
  `SELECT version, last_fact_at AS "lastFactAt", last_day AS "lastDay"
  FROM fact_versions WHERE organization_id = $1`,
  { version: integer, lastFactAt: nullable(instant), lastDay: nullable(day) },
);

const CAMPAIGN_DAYS = statement(
  `SELECT date, platform, currency, ${SUM_COLUMNS} FROM daily_rollups
  WHERE organization_id = $1 AND campaign_id = $2 AND date BETWEEN $3 AND $4
  GROUP BY date, platform, currency ORDER BY date, platform, currency`,
  DAY_COLUMNS,
);

const LAST_DAY = statement(
  `SELECT date FROM daily_rollups WHERE organization_id = $1 AND campaign_id = $2 ORDER BY date DESC LIMIT 1`,
  { date: day },
);

const ORGANIZATION_DAYS = statement(
  `SELECT date, platform, currency, ${SUM_COLUMNS} FROM organization_days
  WHERE organization_id = $1 AND date BETWEEN $2 AND $3 AND rollups > 0
  GROUP BY date, platform, currency ORDER BY date, platform, currency`,
  DAY_COLUMNS,
);

const TOP = statement(
  `SELECT "campaignId", currency, impressions, clicks, "costMicros", "conversionsMicros", "valueMicros"
  FROM (SELECT campaign_id AS "campaignId", currency, ${SUM_COLUMNS},
  row_number() OVER (PARTITION BY currency ORDER BY sum(cost_micros) DESC, campaign_id) AS place
  FROM daily_rollups WHERE organization_id = $1 AND date BETWEEN $2 AND $3
  GROUP BY campaign_id, currency) ranked
  WHERE place <= $4 ORDER BY currency, place`,
  { campaignId: uuid, currency: text, ...sumTexts },
);

/**
 * The month's cost counts from the campaign's start date, as its planned spend does. Figures from before that day, for
 * example of an earlier run of the same campaign, would make it look overspent.
 */
const ACTIVITY = statement(
  `SELECT campaign_id AS "campaignId", currency, max(date) AS "lastDay",
  coalesce(sum(cost_micros) FILTER (WHERE date BETWEEN $3 AND $4), 0)::text AS "weekCost",
  coalesce(sum(conversions_micros) FILTER (WHERE date BETWEEN $3 AND $4), 0)::text AS "weekConversions",
  coalesce(sum(conversions_micros) FILTER (WHERE date < $3), 0)::text AS "earlierConversions",
  coalesce(sum(cost_micros) FILTER (WHERE date BETWEEN $5 AND $6 AND date >= coalesce(start_date, $5)), 0)::text AS "monthCost"
  FROM daily_rollups LEFT JOIN (SELECT organization_id, campaign_id, start_date FROM campaign_refs) refs
    USING (organization_id, campaign_id)
  WHERE organization_id = $1 AND date BETWEEN $2 AND $6
  GROUP BY campaign_id, currency ORDER BY campaign_id, currency`,
  {
    campaignId: uuid,
    currency: text,
    lastDay: day,
    weekCost: text,
    weekConversions: text,
    earlierConversions: text,
    monthCost: text,
  },
);

export type Freshness = { lastFactAt: string | null; lastDay: string | null; factVersion: number };
export type ReportStore = ReturnType<typeof reportStore>;

/** Reads reports from roll-ups only; each statement uses an index whose first column is the organisation. */
export function reportStore(database: Database) {
  return {
    /** How new the organisation's facts are. */
    async freshness(organizationId: string): Promise<Freshness> {
      const [row] = await database.query(FRESHNESS, [organizationId]);
      return freshnessOf(row);
    },

    async campaignDays(organizationId: string, campaignId: string, range: DayRange): Promise<DaySums[]> {
      const rows = await database.query(CAMPAIGN_DAYS, [organizationId, campaignId, range.from, range.to]);
      return rows.map((row) => ({ ...row, ...toSums(row) }));
    },

    /** The last day on which a campaign has figures. */
    async lastDayOf(organizationId: string, campaignId: string): Promise<string | null> {
      const [row] = await database.query(LAST_DAY, [organizationId, campaignId]);
      return row?.date ?? null;
    },

    /** The organisation's days, over all campaigns. */
    async organizationDays(organizationId: string, range: DayRange): Promise<DaySums[]> {
      const rows = await database.query(ORGANIZATION_DAYS, [organizationId, range.from, range.to]);
      return rows.map((row) => ({ ...row, ...toSums(row) }));
    },

    /** The `count` campaigns that cost most in each currency, highest cost first. */
    async topCampaigns(organizationId: string, range: DayRange, count: number): Promise<CampaignSums[]> {
      const rows = await database.query(TOP, [organizationId, range.from, range.to, count]);
      return rows.map((row) => ({ ...row, ...toSums(row) }));
    },

    /** Recent spend and conversions of each campaign, for alerts and pacing; see `Activity` for the windows. */
    async activity(organizationId: string, windows: ActivityWindows): Promise<Activity[]> {
      const { since, week, month } = windows;
      const rows = await database.query(ACTIVITY, [
        organizationId,
        since,
        week.from,
        week.to,
        month.from,
        month.to,
      ]);
      return rows.map(activityOf);
    },
  };
}

export type ActivityWindows = { since: string; week: DayRange; month: DayRange };

type RowOf<S> = S extends Statement<infer Row> ? Row : never;

const freshnessOf = (row: RowOf<typeof FRESHNESS> | undefined): Freshness => ({
  lastFactAt: row?.lastFactAt?.toISOString() ?? null,
  lastDay: row?.lastDay ?? null,
  factVersion: row?.version ?? 0,
});

const activityOf = (row: RowOf<typeof ACTIVITY>): Activity => ({
  ...row,
  weekCost: BigInt(row.weekCost),
  weekConversions: BigInt(row.weekConversions),
  earlierConversions: BigInt(row.earlierConversions),
  monthCost: BigInt(row.monthCost),
});

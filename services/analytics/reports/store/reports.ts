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
import type { Activity, ActivityWindows } from '../domain/alerts.ts';
import type { DayRange } from '../domain/range.ts';
import { daysAmong, lastAmong, partOf } from './block-sql.ts';
import { activityBlocks, blockRecords } from './piece-records.ts';
import type { CampaignSums, DaySums } from '../domain/report.ts';
import { sumTexts, toSums } from './sum-texts.ts';

const SUM_COLUMNS = `sum(impressions)::text AS impressions, sum(clicks)::text AS clicks,
  sum(cost_micros)::text AS "costMicros", sum(conversions_micros)::text AS "conversionsMicros",
  sum(value_micros)::text AS "valueMicros"`;

const DAY_COLUMNS = { date: day, platform: oneOf(PLATFORMS), currency: text, ...sumTexts } as const;

/** The part of blocks that a window holds; `window` begins the names of its bits in the records of blocks. */
const inWindow = (window: string) => `${daysAmong(`b.${window}after`)} AS ${window}after,
                              ${daysAmong(`b.${window}until`)} AS ${window}until`;
const within = (figure: string, window = '') =>
  partOf(`s.${figure}`, { after: `s.${window}after`, until: `s.${window}until` });

/** Each block is looked up by itself, whatever statistics say. */
const ofBlocks = (columns: string) => `
  CROSS JOIN LATERAL (SELECT campaign_id, currency, ${columns} FROM campaign_blocks
                       WHERE organization_id = $1 AND first_day = b.first_day OFFSET 0) s`;
const WINDOWS = ['all_', 'week_', 'month_', 'earlier_'];

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

/** First who cost most, by cost alone, and then the other figures of these few. */
const TOP = statement(
  `
  WITH blocks AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json) AS p(first_day date, after bigint, until bigint)
  ), ranked AS MATERIALIZED (
    SELECT campaign_id, currency, row_number() OVER (PARTITION BY currency ORDER BY cost DESC, campaign_id) AS place
      FROM (SELECT campaign_id, currency, sum(${within('cost_micros')}) AS cost
              FROM blocks b ${ofBlocks(`cost_micros, ${inWindow('')}`)}
             WHERE s.until > s.after GROUP BY campaign_id, currency) summed
  )
  SELECT r.campaign_id AS "campaignId", r.currency, f.impressions, f.clicks, f."costMicros", f."conversionsMicros",
         f."valueMicros"
    FROM (SELECT * FROM ranked WHERE place <= $3) r CROSS JOIN LATERAL (
      SELECT ${SUM_COLUMNS} FROM daily_rollups
       WHERE organization_id = $1 AND campaign_id = r.campaign_id AND currency = r.currency
         AND date BETWEEN $4 AND $5) f
   ORDER BY r.currency, r.place`,
  { campaignId: uuid, currency: text, ...sumTexts },
);

/**
 * The month's cost counts from the campaign's start date, as its planned spend does. Figures from before that day, for
 * example of an earlier run of the same campaign, would make it look overspent.
 */
const ACTIVITY = statement(
  `
  WITH blocks AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json)
        AS p(first_day date, ${WINDOWS.map((window) => `${window}after bigint, ${window}until bigint`).join(', ')})
  ), starts AS MATERIALIZED (
    SELECT campaign_id, start_date FROM campaign_refs WHERE organization_id = $1 AND start_date > $3::date
  ), active AS MATERIALIZED (
    SELECT campaign_id, currency, max(s.last_day) AS last_day,
           sum(${within('cost_micros', 'week_')}) AS week_cost,
           sum(${within('conversions_micros', 'week_')}) AS week_conversions,
           sum(${within('conversions_micros', 'earlier_')}) AS earlier_conversions,
           sum(${within('cost_micros', 'month_')}) AS month_cost
      FROM blocks b ${ofBlocks(`cost_micros, conversions_micros, ${lastAmong('first_day', 'b.all_until')} AS last_day,
        ${WINDOWS.map(inWindow).join(', ')}`)}
     WHERE s.all_until > s.all_after GROUP BY campaign_id, currency
  )
  SELECT a.campaign_id AS "campaignId", a.currency, a.last_day AS "lastDay", a.week_cost::text AS "weekCost",
         a.week_conversions::text AS "weekConversions", a.earlier_conversions::text AS "earlierConversions",
         (CASE WHEN s.start_date IS NULL THEN a.month_cost
               ELSE coalesce((SELECT sum(r.cost_micros) FROM daily_rollups r
                               WHERE r.organization_id = $1 AND r.campaign_id = a.campaign_id
                                 AND r.currency = a.currency AND r.date BETWEEN s.start_date AND $4::date), 0)
          END)::text AS "monthCost"
    FROM active a LEFT JOIN starts s ON s.campaign_id = a.campaign_id
   ORDER BY a.campaign_id, a.currency`,
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
      const rows = await database.query(TOP, [
        organizationId,
        blockRecords(range),
        count,
        range.from,
        range.to,
      ]);
      return rows.map((row) => ({ ...row, ...toSums(row) }));
    },

    /** Recent spend and conversions of each campaign, for alerts and pacing; see `Activity` for the windows. */
    async activity(organizationId: string, windows: ActivityWindows): Promise<Activity[]> {
      const blocks = activityBlocks(windows);
      const { from, to } = windows.month;
      const rows = await database.query(ACTIVITY, [organizationId, blocks, from, to]);
      return rows.map(activityOf);
    },
  };
}

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

import { z } from 'zod';
import { contract } from '../action.ts';
import { CAMPAIGN_STATUSES } from '../campaign/campaign.ts';
import { Currency, Cursor, Day, Id, line, Platform, Sum } from '../values.ts';
import { Converted, ConvertTo } from './currency-rates.ts';
import { FILE_TYPES, ReportFile } from './report-files.ts';
import {
  CurrencyTotals,
  Freshness,
  Maturity,
  MEASURES,
  MONEY,
  PerformanceRow,
  RangeOfDays,
  SeriesPoint,
  Totals,
} from './figures.ts';

export const GROUPS = ['campaign', 'platform', 'date', 'week', 'month', 'adGroup', 'ad', 'keyword'] as const;

export const METRICS = [
  'impressions',
  'clicks',
  'costMicros',
  'conversions',
  'conversionValueMicros',
  'ctr',
  'conversionRate',
  'cpcMicros',
  'cpaMicros',
  'cpmMicros',
  'roas',
] as const;

/** What a table of figures is compared with: the days just before of the same number, or the same days a year before. */
export const COMPARISONS = ['none', 'previous', 'year'] as const;

const THRESHOLD = new RegExp(`^(${METRICS.join('|')}):-?\\d{1,15}(\\.\\d{1,9})?$`);

/** How a table of figures is sorted, and which page of it is asked for. */
export const tableOrder = {
  sort: z
    .string()
    .max(40)
    .regex(/^-?[a-zA-Z]+$/)
    .default('-costMicros'),
  limit: z.int().min(1).max(1000).default(100),
  cursor: Cursor.optional(),
};

/** `metric:value`, several with commas between them: `min=clicks:100,ctr:0.01`. Rows without the figure are left out. */
export const thresholds = (which: string) =>
  z
    .array(z.string().max(60).regex(THRESHOLD))
    .max(METRICS.length)
    .describe(
      `comma-separated metric:value, such as clicks:100,ctr:0.01: rows whose figure is at ${which} the value; money in micros`,
    )
    .optional();

/** By metric: the change as a share of the earlier value (0.1 = +10 %); null where there is none or it is 0. */
const Changes = z.record(z.string(), z.number().nullable());

const TableParams = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  groupBy: z.array(z.enum(GROUPS)).min(1).max(3).default(['campaign']),
  metrics: z
    .array(z.enum(METRICS))
    .min(1)
    .max(METRICS.length)
    .default(['impressions', 'clicks', 'costMicros', 'conversions', 'cpaMicros']),
  filter: z
    .strictObject({
      campaignId: z.array(Id).min(1).max(500).optional(),
      platform: z.array(Platform).min(1).max(2).optional(),
      currency: Currency.optional(),
      /** Part of a campaign's name, in small or capital letters. */
      search: line(100).optional(),
      /** Of our own campaigns; a campaign that was made elsewhere has no status here, and is left out. */
      status: z.array(z.enum(CAMPAIGN_STATUSES)).min(1).optional(),
    })
    .default({}),
  min: thresholds('least'),
  max: thresholds('most'),
  compare: z.enum(COMPARISONS).default('none'),
  convertTo: ConvertTo,
  ...tableOrder,
});

/** What a table of figures is about, apart from its days: how a question is kept that is asked again and again. */
export const TableQuestion = TableParams.pick({
  groupBy: true,
  metrics: true,
  filter: true,
  min: true,
  max: true,
  sort: true,
});

export const reportContracts = {
  campaign: contract({
    name: 'analytics.campaign',
    summary: 'Figures of one campaign',
    params: z.strictObject({
      id: Id,
      from: Day.optional(),
      to: Day.optional(),
      granularity: z.enum(['day', 'week', 'month']).default('day'),
      compare: z.enum(COMPARISONS).default('none'),
      convertTo: ConvertTo,
    }),
    result: z
      .strictObject({
        campaign: z.strictObject({ id: Id, name: z.string(), platforms: z.array(Platform) }),
        range: RangeOfDays,
        granularity: z.enum(['day', 'week', 'month']),
        totals: z.array(CurrencyTotals),
        byPlatform: z.array(CurrencyTotals.extend({ platform: Platform }).meta({ description: MEASURES })),
        series: z.array(SeriesPoint),
        previous: z
          .strictObject({
            range: RangeOfDays,
            totals: z.array(CurrencyTotals),
            /** Of each currency that both ranges have: by how much of it a figure has changed; null where that is not computable. */
            change: z.array(z.strictObject({ currency: Currency, change: Changes })),
          })
          .nullable(),
        freshness: Freshness,
        maturity: Maturity,
        converted: Converted.optional(),
      })
      .meta({ id: 'CampaignReport' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/campaigns/{id}', tag: 'Analytics', etag: 'content' },
  }),
  dashboard: contract({
    name: 'analytics.dashboard',
    summary: 'The organisation at a glance',
    params: z.strictObject({
      from: Day.optional(),
      to: Day.optional(),
      compare: z.enum(['previous', 'year']).default('previous'),
      convertTo: ConvertTo,
    }),
    result: z
      .strictObject({
        range: RangeOfDays,
        previousRange: RangeOfDays,
        kpis: z.array(
          CurrencyTotals.extend({ previous: Totals, change: Changes }).meta({ description: MEASURES }),
        ),
        series: z.array(SeriesPoint),
        byPlatform: z.array(CurrencyTotals.extend({ platform: Platform }).meta({ description: MEASURES })),
        topCampaigns: z.array(
          CurrencyTotals.extend({ campaignId: Id, name: z.string() }).meta({ description: MEASURES }),
        ),
        alerts: z.array(
          z.strictObject({
            code: z.string(),
            severity: z.enum(['info', 'warning']),
            campaignId: Id.nullable(),
            message: z.string(),
          }),
        ),
        pacing: z.array(
          z
            .strictObject({
              campaignId: Id,
              name: z.string(),
              currency: Currency,
              plannedMicros: Sum,
              spentMicros: Sum,
              ratio: z.number().nullable(),
            })
            .meta({ description: `This month up to today. ${MONEY}` }),
        ),
        freshness: Freshness,
        maturity: Maturity,
        /** Of all but alerts and pacing, which are in each campaign's own currency. */
        converted: Converted.optional(),
      })
      .meta({ id: 'Dashboard' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['RANGE_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/dashboard', tag: 'Analytics', etag: 'content' },
  }),
  performance: contract({
    name: 'analytics.performance',
    summary: 'A table of figures by what you choose',
    params: TableParams,
    result: z
      .strictObject({
        range: RangeOfDays,
        previousRange: RangeOfDays.nullable(),
        columns: z.array(z.string()),
        data: z.array(PerformanceRow),
        /** One row a currency: the sum of the table's rows on all pages; rates are those of the sums. */
        totals: z.array(PerformanceRow),
        /** How many rows the table has on all pages. */
        rows: z.int(),
        page: z.strictObject({ nextCursor: Cursor.nullable() }),
        freshness: Freshness,
        /** Where `convertTo` was asked for. */
        converted: Converted.optional(),
      })
      .meta({ id: 'Performance' }),
    permission: 'reports:read',
    stepUp: 'none',
    callers: ['analytics'],
    errors: ['RANGE_INVALID', 'CURSOR_INVALID', 'CURSOR_EXPIRED', 'REPORT_TOO_LARGE'],
    idempotent: true,
    http: {
      method: 'GET',
      path: '/api/analytics/performance',
      tag: 'Analytics',
      etag: 'content',
      plainText: ['currency', 'convertTo', 'sort', 'limit', 'cursor'],
      written: ReportFile,
      media: { response: ['application/json', ...Object.values(FILE_TYPES)] },
    },
  }),
} as const;

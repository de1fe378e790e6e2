import { z } from 'zod';
import { contract } from './action.ts';
import { BudgetShare, Proposal } from './campaign.ts';
import { Currency, Cursor, Day, Id, Instant, line, Micros, Platform, Sum } from './values.ts';

const Count = z.int().min(0).max(9_000_000_000_000);
/** Conversions may be fractions on both platforms; six decimals at most. */
const Conversions = z.number().min(0).max(9_000_000_000);
const Name = line(255);

/**
 * The key of a row is campaign, platform, date, hour, ad group, ad and keyword. A campaign, platform and day may be told
 * at several grains (as a whole, by ad group, by hour …); totals then use the coarsest grain told, and nothing counts twice.
 */
export const MetricRow = z
  .strictObject({
    campaignId: Id,
    platform: Platform,
    date: Day,
    hour: z.int().min(0).max(23).optional(),
    adGroup: Name.optional(),
    ad: Name.optional(),
    keyword: Name.optional(),
    impressions: Count,
    clicks: Count,
    costMicros: Micros,
    conversions: Conversions.default(0),
    conversionValueMicros: Micros.default(0),
    currency: Currency,
  })
  .meta({ id: 'MetricRow' });
export type MetricRow = z.infer<typeof MetricRow>;

export const RejectedRow = z
  .strictObject({ line: z.int().min(1), code: z.string(), message: z.string() })
  .meta({ id: 'RejectedRow' });
export type RejectedRow = z.infer<typeof RejectedRow>;

/** accepted + rejectedCount = sent; `rejected` lists the first 1,000. */
export const IngestResult = z
  .strictObject({ accepted: z.int(), rejectedCount: z.int(), rejected: z.array(RejectedRow).max(1000) })
  .meta({ id: 'IngestResult' });

export const Figures = z
  .strictObject({
    impressions: Sum,
    clicks: Sum,
    costMicros: Sum,
    conversions: z.number(),
    conversionValueMicros: Sum,
  })
  .meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;

/** Derived from totals, never averaged; null where the divisor is 0. Micros for cpc, cpa, cpm. */
export const Rates = z
  .strictObject({
    ctr: z.number().nullable(),
    conversionRate: z.number().nullable(),
    cpcMicros: z.number().nullable(),
    cpaMicros: z.number().nullable(),
    cpmMicros: z.number().nullable(),
    roas: z.number().nullable(),
  })
  .meta({ id: 'Rates' });
export type Rates = z.infer<typeof Rates>;

const Totals = Figures.extend({ rates: Rates }).meta({ id: 'Totals' });
/** Figures of one currency; sums never mix two currencies. */
const CurrencyTotals = Totals.extend({ currency: Currency }).meta({ id: 'CurrencyTotals' });
const SeriesPoint = Figures.extend({ date: Day, currency: Currency }).meta({ id: 'SeriesPoint' });
const Freshness = z
  .strictObject({ lastFactAt: Instant.nullable(), lastDay: Day.nullable(), factVersion: z.int() })
  .meta({ id: 'Freshness' });
/** Days whose figures still grow because conversions arrive late. */
const Maturity = z.strictObject({ immatureFrom: Day, note: z.string() }).meta({ id: 'Maturity' });
const RangeOfDays = z.strictObject({ from: Day, to: Day });

export const Import = z
  .strictObject({
    id: Id,
    status: z.enum(['pending', 'running', 'succeeded', 'failed']),
    platform: Platform.nullable(),
    fileName: z.string().nullable(),
    rows: z.int(),
    accepted: z.int(),
    rejectedCount: z.int(),
    rejected: z.array(RejectedRow),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Import' });

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

export const analyticsContracts = {
  ingest: contract({
    name: 'analytics.ingest',
    summary: 'Upsert facts; the same rows again change nothing',
    params: z.strictObject({
      /** Checked row by row: a bad row is rejected, the others count. `firstLine` numbers the first of them. */
      rows: z.array(z.unknown()).min(1).max(10_000),
      firstLine: z.int().min(1).default(1),
    }),
    result: IngestResult,
    permission: 'metrics:write',
    callers: ['platforms', 'analytics'],
    idempotent: true,
  }),
  beginImport: contract({
    name: 'analytics.beginImport',
    summary: 'Open an import; chunks follow',
    params: z.strictObject({
      fileName: line(255).optional(),
      platform: Platform.optional(),
      currency: Currency.optional(),
      columns: z.record(z.string().max(40), z.string().max(200)).optional(),
    }),
    result: Import,
    permission: 'metrics:write',
  }),
  addImportChunk: contract({
    name: 'analytics.addImportChunk',
    summary: 'One piece of the file, base64, at most 512 KB',
    params: z.strictObject({ id: Id, index: z.int().min(0).max(10_000), bytes: z.base64().max(720_000) }),
    result: z.strictObject({ accepted: z.literal(true) }),
    permission: 'metrics:write',
    errors: ['IMPORT_NOT_FOUND', 'REQUEST_TOO_LARGE'],
    idempotent: true,
  }),
  commitImport: contract({
    name: 'analytics.commitImport',
    summary: 'All chunks are there: queue the work',
    params: z.strictObject({ id: Id, chunks: z.int().min(1) }),
    result: Import,
    permission: 'metrics:write',
    errors: ['IMPORT_NOT_FOUND', 'IMPORT_UNREADABLE'],
    idempotent: true,
  }),
  import: contract({
    name: 'analytics.import',
    summary: 'Read an import',
    params: z.strictObject({ id: Id }),
    result: Import,
    permission: 'reports:read',
    errors: ['IMPORT_NOT_FOUND'],
    idempotent: true,
  }),
  campaign: contract({
    name: 'analytics.campaign',
    summary: 'Figures of one campaign',
    params: z.strictObject({
      id: Id,
      from: Day.optional(),
      to: Day.optional(),
      granularity: z.enum(['day', 'week', 'month']).default('day'),
      compare: z.enum(['none', 'previous']).default('none'),
    }),
    result: z
      .strictObject({
        campaign: z.strictObject({ id: Id, name: z.string(), platforms: z.array(Platform) }),
        range: RangeOfDays,
        granularity: z.enum(['day', 'week', 'month']),
        totals: z.array(CurrencyTotals),
        byPlatform: z.array(CurrencyTotals.extend({ platform: Platform })),
        series: z.array(SeriesPoint),
        previous: z.strictObject({ range: RangeOfDays, totals: z.array(CurrencyTotals) }).nullable(),
        freshness: Freshness,
        maturity: Maturity,
      })
      .meta({ id: 'CampaignReport' }),
    permission: 'reports:read',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID'],
    idempotent: true,
  }),
  dashboard: contract({
    name: 'analytics.dashboard',
    summary: 'The organisation at a glance',
    params: z.strictObject({ from: Day.optional(), to: Day.optional() }),
    result: z
      .strictObject({
        range: RangeOfDays,
        previousRange: RangeOfDays,
        kpis: z.array(
          CurrencyTotals.extend({ previous: Totals, change: z.record(z.string(), z.number().nullable()) }),
        ),
        series: z.array(SeriesPoint),
        byPlatform: z.array(CurrencyTotals.extend({ platform: Platform })),
        topCampaigns: z.array(CurrencyTotals.extend({ campaignId: Id, name: z.string() })),
        alerts: z.array(
          z.strictObject({
            code: z.string(),
            severity: z.enum(['info', 'warning']),
            campaignId: Id.nullable(),
            message: z.string(),
          }),
        ),
        pacing: z.array(
          z.strictObject({
            campaignId: Id,
            name: z.string(),
            currency: Currency,
            plannedMicros: Sum,
            spentMicros: Sum,
            ratio: z.number().nullable(),
          }),
        ),
        freshness: Freshness,
        maturity: Maturity,
      })
      .meta({ id: 'Dashboard' }),
    permission: 'reports:read',
    errors: ['RANGE_INVALID'],
    idempotent: true,
  }),
  performance: contract({
    name: 'analytics.performance',
    summary: 'A table of figures by what you choose',
    params: z.strictObject({
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
          campaignId: Id.optional(),
          platform: Platform.optional(),
          currency: Currency.optional(),
        })
        .default({}),
      sort: z
        .string()
        .max(40)
        .regex(/^-?[a-zA-Z]+$/)
        .default('-costMicros'),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      cursor: Cursor.optional(),
    }),
    result: z
      .strictObject({
        range: RangeOfDays,
        columns: z.array(z.string()),
        data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
        page: z.strictObject({ nextCursor: Cursor.nullable() }),
        freshness: Freshness,
      })
      .meta({ id: 'Performance' }),
    permission: 'reports:read',
    errors: ['RANGE_INVALID', 'CURSOR_INVALID'],
    idempotent: true,
  }),
  propose: contract({
    name: 'analytics.propose',
    summary: 'Changes worth making to a campaign, with evidence; empty when the data cannot tell',
    params: z.strictObject({
      campaignId: Id,
      budget: z.strictObject({ dailyMicros: Micros, currency: Currency, split: z.array(BudgetShare) }),
    }),
    result: z.strictObject({ proposals: z.array(Proposal) }),
    permission: 'campaign:read',
    callers: ['campaign'],
    idempotent: true,
  }),
} as const;

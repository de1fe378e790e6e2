import { z } from 'zod';
import { contract } from '../action.ts';
import { Currency, Cursor, Day, Id, Platform, Sum } from '../values.ts';
import {
  CurrencyTotals,
  Freshness,
  Maturity,
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

export const reportContracts = {
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
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/campaigns/{id}', tag: 'Analytics' },
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
    stepUp: 'none',
    errors: ['RANGE_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/dashboard', tag: 'Analytics' },
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
        data: z.array(PerformanceRow),
        page: z.strictObject({ nextCursor: Cursor.nullable() }),
        freshness: Freshness,
      })
      .meta({ id: 'Performance' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['RANGE_INVALID', 'CURSOR_INVALID'],
    idempotent: true,
    http: {
      method: 'GET',
      path: '/api/analytics/performance',
      tag: 'Analytics',
      plainText: ['currency', 'sort', 'limit', 'cursor'],
      media: { response: ['application/json', 'text/csv'] },
    },
  }),
} as const;

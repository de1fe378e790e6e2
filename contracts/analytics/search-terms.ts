import { z } from 'zod';
import { contract } from '../action.ts';
import { AnyDay, Currency, Cursor, Day, Id, Instant, line, Platform } from '../values.ts';
import { ExternalId } from '../platforms/identities.ts';
import { DAYS, Figures, MEASURES, PerformanceRow, RangeOfDays } from './figures.ts';
import { ReportFile, FILE_TYPES } from './report-files.ts';
import { METRICS, tableOrder, thresholds } from './reports.ts';

/** How a term came to an ad, and whether somebody has made it a keyword; `unknown` is what the platform says in words that are new. */
export const MATCH_TYPES = [
  'exact',
  'near-exact',
  'phrase',
  'near-phrase',
  'broad',
  'ai-max',
  'performance-max',
  'unknown',
] as const;
export const TERM_STATUSES = ['none', 'added', 'excluded', 'added-excluded', 'unknown'] as const;
export type MatchType = (typeof MATCH_TYPES)[number];
export type TermStatus = (typeof TERM_STATUSES)[number];

const Named = z.strictObject({ externalId: ExternalId, name: z.string().max(500) });

/** What was measured of a search term on a day; `key` tells the terms of a day apart, and orders them. */
export const ToldTerm = z.strictObject({
  date: Day,
  key: z.hash('sha256'),
  term: z.string().min(1).max(500),
  campaign: Named,
  adGroup: Named,
  /** Null where the platform does not say which keyword it reached. */
  keyword: Named.nullable(),
  matchType: z.enum(MATCH_TYPES),
  status: z.enum(TERM_STATUSES),
  impressions: z.int().min(0),
  clicks: z.int().min(0),
  costMicros: z.int().min(0),
  conversions: z.number().min(0),
  conversionValueMicros: z.int(),
});
export type ToldTerm = z.infer<typeof ToldTerm>;

const At = z.string().max(80);

export const TermRow = PerformanceRow;

export const searchTermContracts = {
  tellSearchTerms: contract({
    name: 'analytics.tellSearchTerms',
    summary:
      'One piece of what a platform says of the search terms of an ad account; it replaces exactly its part',
    params: z.strictObject({
      platform: Platform,
      account: z.strictObject({ externalId: ExternalId, name: z.string().max(500), currency: Currency }),
      /** The piece is of what lies behind `after`, up to `until`: a day, or `day/key`, as texts sort. */
      after: At,
      until: At,
      rows: z.array(ToldTerm).max(1_000),
      /** Of the last piece: the first day of the whole telling, and when the platform was asked. */
      told: z.strictObject({ from: Day, at: Instant }).nullable(),
    }),
    result: z.strictObject({ rows: z.int() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['platforms'],
    idempotent: true,
  }),
  searchTerms: contract({
    name: 'analytics.searchTerms',
    summary: 'What people searched for, by campaign, ad group, keyword and match type',
    params: z.strictObject({
      from: Day.optional(),
      to: Day.optional(),
      filter: z
        .strictObject({
          campaignId: z.array(Id).min(1).max(500).optional(),
          /** The platform's id of an ad group. */
          adGroupId: ExternalId.optional(),
          matchType: z.array(z.enum(MATCH_TYPES)).min(1).optional(),
          status: z.array(z.enum(TERM_STATUSES)).min(1).optional(),
          currency: Currency.optional(),
          /** Part of a term, in small or capital letters. */
          search: line(100).optional(),
        })
        .default({}),
      metrics: z
        .array(z.enum(METRICS))
        .min(1)
        .max(METRICS.length)
        .default(['impressions', 'clicks', 'costMicros', 'conversions', 'cpaMicros']),
      min: thresholds('least'),
      max: thresholds('most'),
      ...tableOrder,
    }),
    result: z
      .strictObject({
        range: RangeOfDays,
        columns: z.array(z.string()),
        data: z.array(TermRow),
        totals: z.array(TermRow),
        rows: z.int(),
        page: z.strictObject({ nextCursor: Cursor.nullable() }),
        /** By currency, of the campaigns of the filter and the days on which terms are known: all that was measured, what terms tell of it, and the difference. */
        coverage: z.array(
          z.strictObject({ currency: Currency, campaigns: Figures, terms: Figures, notTold: Figures }),
        ),
        /** The ad accounts whose terms are known, since which day, and when their platform was asked last. */
        known: z.array(
          z.strictObject({
            platform: Platform,
            accountId: z.string().nullable(),
            name: z.string().nullable(),
            from: AnyDay,
            toldUntil: Instant,
          }),
        ),
        /** What is not known, in sentences. */
        unknown: z.array(z.string()),
      })
      .meta({ id: 'SearchTerms', description: `${MEASURES} ${DAYS}` }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID', 'CURSOR_INVALID', 'CURSOR_EXPIRED', 'REPORT_TOO_LARGE'],
    idempotent: true,
    http: {
      method: 'GET',
      path: '/api/analytics/search-terms',
      tag: 'Analytics',
      etag: 'content',
      plainText: ['currency', 'sort', 'limit', 'cursor'],
      written: ReportFile,
      media: { response: ['application/json', ...Object.values(FILE_TYPES)] },
    },
  }),
} as const;

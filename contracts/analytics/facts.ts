import { z } from 'zod';
import { contract } from '../action.ts';
import { Currency, Day, Id, Micros, Platform, line } from '../values.ts';
import { DAYS, MONEY } from './figures.ts';

const Count = z.int().min(0).max(9_000_000_000_000);

/** Conversions may be fractions on both platforms; six decimals at most. */
const Conversions = z.number().min(0).max(9_000_000_000);

const Name = line(255);

/**
 * The campaign is named by our id or by the platform's. The key of a row is campaign, platform, date, hour, ad group, ad and keyword; where the platform's id of an ad group, ad or
 * keyword is given it stands in the key for the name, and the newest name is shown. A campaign, platform and day may be told
 * at several grains (as a whole, by ad group, by hour …); totals then use the coarsest grain told, and nothing counts twice.
 */
export const MetricRow = z
  .strictObject({
    /** Our own id; or instead of it the two of the platform. */
    campaignId: Id.optional(),
    /** The platform's ids of the ad account and of the campaign; a LinkedIn campaign group is a campaign here. */
    accountId: Name.optional(),
    campaignExternalId: Name.optional(),
    /** With the platform's id: its name there, which is shown. */
    campaignName: Name.optional(),
    platform: Platform,
    date: Day,
    hour: z.int().min(0).max(23).optional(),
    adGroup: Name.optional(),
    ad: Name.optional(),
    keyword: Name.optional(),
    /** The platform's ids. */
    adGroupId: Name.optional(),
    adId: Name.optional(),
    keywordId: Name.optional(),
    impressions: Count,
    clicks: Count,
    costMicros: Micros,
    conversions: Conversions.default(0),
    conversionValueMicros: Micros.default(0),
    currency: Currency,
  })
  .refine(
    ({ campaignId, accountId, campaignExternalId, campaignName }) =>
      campaignId === undefined
        ? accountId !== undefined && campaignExternalId !== undefined
        : accountId === undefined && campaignExternalId === undefined && campaignName === undefined,
    {
      path: ['campaignId'],
      error: 'name the campaign by campaignId, or by accountId and campaignExternalId',
    },
  )
  .meta({
    id: 'MetricRow',
    description: `hour and date: ${DAYS} ${MONEY} Conversions: of the attribution window that the ad account has set, credited to the day of the interaction.`,
  });
export type MetricRow = z.infer<typeof MetricRow>;

export const RejectedRow = z
  .strictObject({ line: z.int().min(1), code: z.string(), message: z.string() })
  .meta({ id: 'RejectedRow' });
export type RejectedRow = z.infer<typeof RejectedRow>;

/** accepted + rejectedCount = sent; `rejected` lists the first 1,000. */
export const IngestResult = z
  .strictObject({ accepted: z.int(), rejectedCount: z.int(), rejected: z.array(RejectedRow).max(1000) })
  .meta({ id: 'IngestResult' });

export const factContracts = {
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
    stepUp: 'none',
    callers: ['platforms', 'analytics'],
    idempotent: true,
    http: {
      method: 'POST',
      path: '/api/analytics/metrics',
      tag: 'Analytics',
      internal: ['firstLine'],
      media: { request: ['application/json', 'application/x-ndjson'] },
    },
  }),
} as const;

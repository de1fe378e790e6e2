import { z } from 'zod';
import { contract } from '../action.ts';
import { AnyDay, Currency, Day, Id, Instant, Platform } from '../values.ts';
import { DAYS, Figures, MEASURES, RangeOfDays } from './figures.ts';

export const AS_OF_GROUPS = ['campaign', 'platform', 'date'] as const;

/** A row of a report as it stood, beside what the same row says now. What it is not grouped by is null. */
export const AsOfRow = z
  .strictObject({
    campaign: Id.nullable(),
    campaignName: z.string().nullable(),
    platform: Platform.nullable(),
    date: AnyDay.nullable(),
    currency: Currency,
    then: Figures,
    now: Figures,
  })
  .meta({ id: 'AsOfRow', description: `${MEASURES} ${DAYS}` });
export type AsOfRow = z.infer<typeof AsOfRow>;

export const asOfContracts = {
  asOf: contract({
    name: 'analytics.asOf',
    summary: 'Figures as a report showed them at an instant, beside what it shows now',
    params: z.strictObject({
      at: Instant,
      from: Day.optional(),
      to: Day.optional(),
      campaignId: Id.optional(),
      groupBy: z.array(z.enum(AS_OF_GROUPS)).max(AS_OF_GROUPS.length).default([]),
      /** Rows that say the same then and now are left out. */
      changed: z.enum(['only', 'all']).default('all'),
    }),
    result: z.strictObject({
      at: Instant,
      range: RangeOfDays,
      data: z.array(AsOfRow),
    }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID', 'REPORT_TOO_LARGE', 'REPORT_NOT_KEPT'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/as-of', tag: 'Analytics' },
  }),
} as const;

import { z } from 'zod';
import { contract } from '../action.ts';
import { ExternalId } from '../platforms/identities.ts';
import { Currency, Cursor, Day, Id, Instant, Limit, Platform } from '../values.ts';
import { RangeOfDays } from './figures.ts';

/** A change in an ad account as its platform tells it. */
export const ToldChange = z.strictObject({
  /** The platform's name of the change. */
  id: z.string().min(1).max(255),
  at: Instant,
  /** What was changed, in the platform's word: `campaign`, `ad-group-criterion`. */
  kind: z.string().max(60),
  externalId: ExternalId,
  /** The platform's id of the campaign that it belongs to; null where it belongs to none, as a shared budget. */
  campaignExternalId: ExternalId.nullable(),
  operation: z.enum(['create', 'update', 'remove', 'unknown']),
  fields: z.array(z.string().max(255)).max(200),
  /** Through what it was made, in the platform's word: `google-ads-web-client`, `google-ads-api`. */
  client: z.string().max(60),
  /** Whether this product made it: it stands in the campaign's history. */
  isOwn: z.boolean(),
});
export type ToldChange = z.infer<typeof ToldChange>;

const Period = z.strictObject({ from: Instant, until: Instant });

export const PlatformChange = ToldChange.extend({
  platform: Platform,
  accountId: z.string().nullable(),
  campaignId: Id.nullable(),
  campaignName: z.string().nullable(),
}).meta({ id: 'PlatformChange' });

export const changeContracts = {
  tellChanges: contract({
    name: 'analytics.tellChanges',
    summary: 'What a platform says was changed in an ad account; what is told twice stands once',
    params: z.strictObject({
      platform: Platform,
      account: z.strictObject({ externalId: ExternalId, name: z.string().max(500), currency: Currency }),
      changes: z.array(ToldChange).max(500),
      /** With the last ones: the time of which all changes are told now. */
      known: Period.nullable(),
    }),
    result: z.strictObject({ changes: z.int() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['platforms'],
    idempotent: true,
  }),
  changes: contract({
    name: 'analytics.changes',
    summary:
      'What was changed in ad accounts outside of this product, newest first, and of which time that is known',
    params: z.strictObject({
      from: Day.optional(),
      to: Day.optional(),
      campaignId: Id.optional(),
      /** `all`: also what this product has published. */
      by: z.enum(['others', 'all']).default('others'),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    result: z
      .strictObject({
        range: RangeOfDays,
        data: z.array(PlatformChange),
        page: z.strictObject({ nextCursor: Cursor.nullable() }),
        /** By account, the times of which all changes are told; of any other time nothing is known. */
        known: z.array(
          z.strictObject({
            platform: Platform,
            accountId: z.string().nullable(),
            name: z.string().nullable(),
            periods: z.array(Period),
          }),
        ),
        /** What is not known, in sentences. */
        unknown: z.array(z.string()),
      })
      .meta({ id: 'PlatformChanges', description: 'Days of the range are of UTC.' }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'RANGE_INVALID', 'CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/changes', tag: 'Analytics' },
  }),
} as const;

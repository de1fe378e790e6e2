import { z } from 'zod';
import { contract } from '../action.ts';
import { Cursor, Id, Instant, Limit, Platform, text } from '../values.ts';

/**
 * An ad group, ad or keyword of a campaign that figures came for by the platform's id. `level` is in the model's words: a
 * LinkedIn campaign is an `ad-group`, a creative an `ad`.
 */
export const CampaignPart = z
  .strictObject({
    level: z.enum(['ad-group', 'ad', 'keyword']),
    platform: Platform,
    /** The platform's id; null for a name that several ids have, told without one. A keyword's id is its own only within its ad group. */
    externalId: z.string().nullable(),
    /** The newest name; the id where no name was told. */
    name: z.string(),
    /** Every name that it was told under, with the times of the first telling and of the last change to it. */
    names: z.array(z.strictObject({ name: z.string(), firstSeen: Instant, lastSeen: Instant })),
    /** The newest name of its ad group; null for an ad group, and where none was told. */
    adGroup: z.string().nullable(),
  })
  .meta({ id: 'CampaignPart' });
export type CampaignPart = z.infer<typeof CampaignPart>;

export const partContracts = {
  parts: contract({
    name: 'analytics.parts',
    summary: "A campaign's ad groups, ads and keywords by the platform's ids, with every name that they had",
    params: z.strictObject({
      id: Id,
      level: z.enum(['ad-group', 'ad', 'keyword']).optional(),
      /** Part of any name that it was ever told under, or its id. */
      q: text(100).min(1).optional(),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    result: z.strictObject({
      data: z.array(CampaignPart),
      page: z.strictObject({ nextCursor: Cursor.nullable() }),
    }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/campaigns/{id}/parts', tag: 'Analytics' },
  }),
} as const;

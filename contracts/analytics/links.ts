import { z } from 'zod';
import { contract } from '../action.ts';
import { ById, Currency, Cursor, Id, Instant, Limit, Platform, text } from '../values.ts';

/** A campaign as reports know it: one of ours, or an external one from imports. */
export const KnownCampaign = z
  .strictObject({
    id: Id,
    origin: z.enum(['ours', 'external']),
    /** The newest name; of an external campaign as the platform's exports told it last. */
    name: z.string(),
    /** Every name that imports told an external campaign under, with the times of the first and the last telling; of ours none. */
    names: z.array(z.strictObject({ name: z.string(), firstSeen: Instant, lastSeen: Instant })),
    platforms: z.array(Platform),
    currency: Currency,
    /** The platform's id of an external campaign; null when no export has told it. */
    externalId: z.string().nullable(),
    /** The ad account as exports name it; null when none has. */
    account: z.strictObject({ externalId: z.string().nullable(), name: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'KnownCampaign' });
export type KnownCampaign = z.infer<typeof KnownCampaign>;

/**
 * That an external campaign is the same as another one, whose figures it counts as from then on. `proposed`: they have a name in
 * common, and nobody has said whether they are the same: both count. `linked`: both are one campaign; the newest telling of a figure
 * counts, and nothing counts twice. `split`: they were linked once; each counts what was told of it.
 */
export const CampaignLink = z
  .strictObject({
    /** Null for a proposal. */
    id: Id.nullable(),
    state: z.enum(['proposed', 'linked', 'split']),
    /** `platform-id`: the platform's id says so; `person`: somebody linked them; `name`: a proposal. */
    reason: z.enum(['platform-id', 'person', 'name']),
    campaign: KnownCampaign,
    into: KnownCampaign,
    linkedAt: Instant.nullable(),
    linkedBy: Id.nullable(),
    splitAt: Instant.nullable(),
    splitBy: Id.nullable(),
  })
  .meta({ id: 'CampaignLink' });
export type CampaignLink = z.infer<typeof CampaignLink>;

export const linkContracts = {
  links: contract({
    name: 'analytics.links',
    summary: 'Campaigns that are linked, were linked, or may be the same',
    params: z.strictObject({
      state: z.enum(['proposed', 'linked', 'split']).default('proposed'),
      /** Part of any name that one of the two was ever told under. */
      q: text(100).min(1).optional(),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    result: z.strictObject({
      data: z.array(CampaignLink),
      page: z.strictObject({ nextCursor: Cursor.nullable() }),
    }),
    permission: 'reports:read',
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/analytics/links', tag: 'Analytics' },
  }),
  link: contract({
    name: 'analytics.link',
    summary:
      'Say that an external campaign is the same as another campaign; its figures are restated at once',
    params: z.strictObject({
      /** The external campaign. */
      campaignId: Id,
      /** What it is the same as: a campaign of ours, or an external one on the same platform and in the same currency. */
      intoId: Id,
    }),
    result: CampaignLink,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'CAMPAIGN_LINK_CONFLICT', 'CAMPAIGN_LINK_CURRENCY'],
    http: { method: 'POST', path: '/api/analytics/links', tag: 'Analytics', status: 201 },
  }),
  unlink: contract({
    name: 'analytics.unlink',
    summary: 'Take a link back: each of the two campaigns counts what was told of it',
    params: ById,
    result: CampaignLink,
    permission: 'metrics:write',
    stepUp: 'none',
    errors: ['CAMPAIGN_LINK_NOT_FOUND', 'CAMPAIGN_LINK_CONFLICT'],
    idempotent: true,
    http: { method: 'DELETE', path: '/api/analytics/links/{id}', tag: 'Analytics' },
  }),
} as const;

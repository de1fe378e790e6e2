import { z } from 'zod';
import { DeliveryReason, DeliveryState, DeliverySwitch } from '../delivery.ts';
import { Structure } from '../structure.ts';
import { Id, Instant, Platform, Version, pageOf } from '../values.ts';
import { AdAccounts, Budget, BudgetShare, Declarations, Objective, Schedule, Targeting } from './input.ts';

export const CAMPAIGN_STATUSES = [
  'draft',
  'in_review',
  'approved',
  'publishing',
  'active',
  'paused',
  'completed',
  'archived',
  'failed',
  'needs_review',
] as const;

export const CampaignStatus = z.enum(CAMPAIGN_STATUSES).meta({ id: 'CampaignStatus' });
export type CampaignStatus = z.infer<typeof CampaignStatus>;

/** Whether what one platform holds can be shown to anybody, as it said at `asOf`; object by object: `GET /api/campaigns/{id}/delivery`. */
export const DeliverySummary = z
  .strictObject({
    state: DeliveryState,
    reasons: z.array(DeliveryReason),
    ...DeliverySwitch,
    asOf: Instant.nullable(),
  })
  .meta({ id: 'DeliverySummary' });
export type DeliverySummary = z.infer<typeof DeliverySummary>;

/** What one platform holds of a campaign. */
export const Publication = z
  .strictObject({
    platform: Platform,
    adAccountId: Id,
    status: z.enum(['publishing', 'verified', 'active', 'paused', 'failed', 'needs_review', 'removed']),
    externalId: z.string().nullable(),
    version: Version,
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;

/**
 * Whoever agrees to a version names its content: that of another version, which somebody saved in the meantime, is not agreed to.
 * A client that names none is told where the hash is read.
 */
export const AgreedHash = z
  .string({
    error: ({ input }) =>
      input === undefined
        ? 'Invalid input: expected the hash of the version that was seen, which is review.hash of ' +
          'GET /api/campaigns/{id} and hash of GET /api/campaigns/{id}/plan, received undefined'
        : undefined,
  })
  .min(1)
  .max(200)
  .describe('The hash of the version that was seen: review.hash of the campaign, and hash of its plan');

export const Review = z
  .strictObject({
    version: Version,
    state: z.enum(['in_review', 'approved', 'rejected']),
    submittedBy: Id,
    submittedAt: Instant,
    decidedBy: Id.nullable(),
    decidedAt: Instant.nullable(),
    note: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof Review>;

export const Campaign = z
  .strictObject({
    id: Id,
    name: z.string(),
    objective: Objective,
    status: CampaignStatus,
    platforms: z.array(Platform),
    adAccounts: AdAccounts,
    budget: Budget.extend({ split: z.array(BudgetShare) }).meta({ id: 'BudgetWithSplit' }),
    schedule: Schedule,
    targeting: Targeting,
    landingPageUrl: z.string(),
    declarations: Declarations.nullable(),
    structure: Structure.nullable(),
    review: Review.nullable(),
    publishedVersion: Version.nullable(),
    publications: z.array(Publication),
    version: Version,
    createdBy: Id,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

/** A publication as readers see it: with whether it can serve, which is kept apart; left out while nothing was read of the platform. */
export const SeenPublication = Publication.extend({ delivery: DeliverySummary.optional() }).meta({
  id: 'SeenPublication',
});
export type SeenPublication = z.infer<typeof SeenPublication>;

export const OPERATION_KINDS = ['publish', 'update', 'pause', 'resume', 'remove'] as const;

/** The operation that is at work on a campaign; `GET /api/operations/{id}` tells how far it is. */
export const OperationAtWork = z
  .strictObject({ id: Id, kind: z.enum(OPERATION_KINDS), status: z.enum(['pending', 'running']) })
  .meta({ id: 'OperationAtWork' });

/** A campaign as readers see it, with the operation that is at work on it now; null where none is. */
export const SeenCampaign = Campaign.extend({
  publications: z.array(SeenPublication),
  operation: OperationAtWork.nullable(),
}).meta({
  id: 'SeenCampaign',
});

/** A row of a list: the campaign without its structure. */
export const CampaignSummary = SeenCampaign.omit({ structure: true }).meta({ id: 'CampaignSummary' });

export const CampaignPage = pageOf(CampaignSummary).meta({ id: 'CampaignPage' });

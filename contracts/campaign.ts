import { z } from 'zod';
import { contract } from './action.ts';
import { Check, Structure } from './structure.ts';
import {
  Currency,
  Cursor,
  Day,
  HttpsUrl,
  Id,
  IdempotencyKey,
  Instant,
  Limit,
  line,
  Micros,
  Money,
  pageOf,
  Platform,
  Sum,
  text,
  Version,
} from './values.ts';

export const Objective = z.enum(['awareness', 'traffic', 'leads', 'sales']).meta({ id: 'Objective' });
export type Objective = z.infer<typeof Objective>;

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

export const BudgetShare = z.strictObject({ platform: Platform, dailyMicros: Micros });
export const Budget = z
  .strictObject({
    dailyMicros: Micros.min(1),
    totalMicros: Micros.min(1).optional(),
    currency: Currency,
    split: z.array(BudgetShare).max(2).optional(),
  })
  .meta({ id: 'Budget' });
export type Budget = z.infer<typeof Budget>;

const Location = z
  .string()
  .regex(/^([A-Z]{2}|google:\d{1,12}|linkedin:\d{1,12})$/, 'ISO 3166 code or platform geo id');
const Language = z.string().regex(/^[a-z]{2}$/, 'an ISO 639-1 code');
export const Targeting = z
  .strictObject({
    locations: z.array(Location).min(1).max(50),
    languages: z.array(Language).min(1).max(10),
  })
  .meta({ id: 'Targeting' });

export const Schedule = z.strictObject({ startDate: Day, endDate: Day.optional() }).meta({ id: 'Schedule' });

export const AdAccounts = z
  .strictObject({ 'google-ads': Id.optional(), 'linkedin-ads': Id.optional() })
  .meta({ id: 'CampaignAdAccounts' });

/** A legal declaration: the user's own word, never a default. */
export const Declarations = z
  .strictObject({ euPoliticalAdvertising: z.boolean() })
  .meta({ id: 'Declarations' });

const platformsOnce = (v: readonly string[]) => new Set(v).size === v.length;

/** What a client may write of a campaign. */
export const CampaignInput = z
  .strictObject({
    name: line(100),
    objective: Objective,
    platforms: z.array(Platform).min(1).max(2).refine(platformsOnce, 'each platform once'),
    adAccounts: AdAccounts.default({}),
    budget: Budget,
    schedule: Schedule,
    targeting: Targeting,
    landingPageUrl: HttpsUrl,
    declarations: Declarations.optional(),
    structure: Structure.optional(),
  })
  .meta({ id: 'CampaignInput' });
export type CampaignInput = z.infer<typeof CampaignInput>;

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

/** A row of a list: the campaign without its structure. */
export const CampaignSummary = Campaign.omit({ structure: true }).meta({ id: 'CampaignSummary' });
export const CampaignPage = pageOf(CampaignSummary).meta({ id: 'CampaignPage' });

/** JSON text that PostgreSQL made: hot reads pass it on as it is. */
const JsonText = z.string();

export const Operation = z
  .strictObject({
    id: Id,
    kind: z.enum(['publish', 'update', 'pause', 'resume', 'remove']),
    campaignId: Id,
    status: z.enum(['pending', 'running', 'succeeded', 'failed', 'needs_review', 'cancelled']),
    progress: z.strictObject({ done: z.int(), total: z.int(), step: z.string() }),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    result: z.strictObject({ publications: z.array(Publication) }).nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof Operation>;

export const Evidence = z
  .strictObject({
    windowDays: z.int(),
    from: Day,
    to: Day,
    facts: z.array(z.strictObject({ label: z.string(), value: z.number(), unit: z.string() })),
    probabilityBetter: z.number().min(0).max(1),
    factVersion: z.int(),
    method: z.string(),
  })
  .meta({ id: 'Evidence' });

export const Range = z.strictObject({
  low: z.number(),
  expected: z.number(),
  high: z.number(),
  unit: z.string(),
});

/** A change of the campaign that a recommendation proposes; money in it never exceeds the approved total. */
export const ProposedChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shift_budget'), split: z.array(BudgetShare).min(1).max(2) }),
    z.strictObject({
      kind: z.literal('lower_budget'),
      dailyMicros: Micros.min(1),
      split: z.array(BudgetShare),
    }),
  ])
  .meta({ id: 'ProposedChange' });
export type ProposedChange = z.infer<typeof ProposedChange>;

/** What analytics says: the change, why, what it should bring and what it costs if it is wrong. */
export const Proposal = z
  .strictObject({
    change: ProposedChange,
    evidence: Evidence,
    expected: Range,
    costIfWrong: Money,
    validForDays: z.int().min(1),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

export const Recommendation = z
  .strictObject({
    id: Id,
    campaignId: Id,
    status: z.enum(['open', 'applied', 'dismissed', 'expired']),
    title: z.string(),
    explanation: z.string(),
    change: ProposedChange,
    evidence: Evidence,
    expected: Range,
    costIfWrong: Money,
    baseVersion: Version,
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Recommendation' });
export type Recommendation = z.infer<typeof Recommendation>;

/** One entry of a campaign's history: who did what, and the fields that changed. */
export const Change = z
  .strictObject({
    id: Id,
    at: Instant,
    actor: z.strictObject({ kind: z.enum(['user', 'service']), id: z.string() }),
    action: z.string(),
    version: Version.nullable(),
    fields: z.array(z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof Change>;

/** What publishing would do, without doing it. */
export const Plan = z
  .strictObject({
    campaignId: Id,
    version: Version,
    hash: z.string(),
    platforms: z.array(
      z.strictObject({
        platform: Platform,
        adAccountId: Id.nullable(),
        dailyMicros: Micros,
        adGroups: z.int(),
        ads: z.int(),
        keywords: z.int(),
        changes: z.array(z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
    /** The most that may be charged on one day, in one month, and over the schedule's days when it has an end. */
    worstCase: z.strictObject({
      dailyMicros: Sum,
      monthMicros: Sum,
      totalMicros: Sum.nullable(),
      days: z.int().nullable(),
      currency: Currency,
    }),
    checks: z.array(Check),
  })
  .meta({ id: 'Plan' });

const ById = z.strictObject({ id: Id });
const WithKey = { idempotencyKey: IdempotencyKey.optional() };
const MoneyMoves = z.strictObject({ id: Id, idempotencyKey: IdempotencyKey });

export const campaignContracts = {
  create: contract({
    name: 'campaign.create',
    summary: 'Create a campaign as a draft',
    params: z.strictObject({ campaign: CampaignInput, ...WithKey }),
    result: Campaign,
    permission: 'campaign:write',
    errors: [
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
      'AD_ACCOUNT_NOT_FOUND',
      'CAMPAIGN_CURRENCY_MISMATCH',
    ],
  }),
  get: contract({
    name: 'campaign.get',
    summary: 'Read one campaign',
    params: ById,
    result: Campaign,
    permission: 'campaign:read',
    callers: ['ai', 'analytics'],
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
  read: contract({
    name: 'campaign.read',
    summary: 'Read one campaign',
    params: ById,
    /** A `Campaign`, and what its ETag is made of. */
    result: z.strictObject({ text: JsonText, version: Version, updatedAt: Instant }),
    permission: 'campaign:read',
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
  list: contract({
    name: 'campaign.list',
    summary: 'List campaigns',
    params: z.strictObject({
      limit: Limit,
      cursor: Cursor.optional(),
      sort: z.enum(['-createdAt', 'createdAt', 'name', '-name']).default('-createdAt'),
      status: CampaignStatus.optional(),
      platform: Platform.optional(),
      objective: Objective.optional(),
      q: text(100).min(1).optional(),
    }),
    /** A `CampaignPage`. */
    result: z.strictObject({ text: JsonText }),
    permission: 'campaign:read',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
  }),
  update: contract({
    name: 'campaign.update',
    summary: 'Replace a campaign with a new version',
    params: z.strictObject({ id: Id, version: Version, campaign: CampaignInput }),
    result: Campaign,
    permission: 'campaign:write',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'VERSION_STALE',
      'CAMPAIGN_STATE_CONFLICT',
      'AD_ACCOUNT_NOT_FOUND',
      'CAMPAIGN_CURRENCY_MISMATCH',
    ],
  }),
  archive: contract({
    name: 'campaign.archive',
    summary: 'Archive a campaign',
    params: z.strictObject({ id: Id, version: Version }),
    result: Campaign,
    permission: 'campaign:write',
    errors: ['CAMPAIGN_NOT_FOUND', 'VERSION_STALE', 'CAMPAIGN_LIVE'],
  }),
  submit: contract({
    name: 'campaign.submit',
    summary: 'Ask for approval of the current version',
    params: ById,
    result: Campaign,
    permission: 'campaign:write',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'CAMPAIGN_INCOMPLETE',
      'CAMPAIGN_CURRENCY_MISMATCH',
      'CAMPAIGN_BELOW_PLATFORM_FLOOR',
      'AD_ACCOUNT_NOT_FOUND',
    ],
  }),
  approve: contract({
    name: 'campaign.approve',
    summary: 'Approve the submitted version',
    params: z.strictObject({
      id: Id,
      hash: z.string().min(1).max(200).optional(),
      note: text(1000).optional(),
    }),
    result: Campaign,
    permission: 'campaign:approve',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'APPROVAL_OWN_SUBMISSION',
      'APPROVAL_VERSION_STALE',
    ],
  }),
  reject: contract({
    name: 'campaign.reject',
    summary: 'Refuse the submitted version',
    params: z.strictObject({ id: Id, note: text(1000).min(1) }),
    result: Campaign,
    permission: 'campaign:approve',
    errors: ['CAMPAIGN_NOT_FOUND', 'CAMPAIGN_STATE_CONFLICT'],
  }),
  plan: contract({
    name: 'campaign.plan',
    summary: 'What publishing would change',
    params: ById,
    result: Plan,
    permission: 'campaign:read',
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
  }),
  publish: contract({
    name: 'campaign.publish',
    summary: 'Publish the approved version',
    params: MoneyMoves,
    result: Operation,
    permission: 'campaign:publish',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
  }),
  pause: contract({
    name: 'campaign.pause',
    summary: 'Pause a live campaign on every platform',
    params: z.strictObject({ id: Id, ...WithKey }),
    result: Operation,
    permission: 'campaign:write',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
  }),
  resume: contract({
    name: 'campaign.resume',
    summary: 'Resume a paused campaign',
    params: MoneyMoves,
    result: Operation,
    permission: 'campaign:publish',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
  }),
  history: contract({
    name: 'campaign.history',
    summary: 'Who changed what, newest first',
    params: z.strictObject({ id: Id, limit: Limit, cursor: Cursor.optional() }),
    result: pageOf(Change).meta({ id: 'ChangePage' }),
    permission: 'campaign:read',
    errors: ['CAMPAIGN_NOT_FOUND', 'CURSOR_INVALID'],
    idempotent: true,
  }),
  operation: contract({
    name: 'campaign.operation',
    summary: 'Read an operation',
    params: ById,
    result: Operation,
    permission: 'campaign:read',
    errors: ['OPERATION_NOT_FOUND'],
    idempotent: true,
  }),
  optimize: contract({
    name: 'campaign.optimize',
    summary: 'What to change, with evidence',
    params: ById,
    result: z.strictObject({ recommendations: z.array(Recommendation) }).meta({ id: 'Recommendations' }),
    permission: 'campaign:write',
    errors: ['CAMPAIGN_NOT_FOUND'],
  }),
  recommendations: contract({
    name: 'campaign.recommendations',
    summary: 'List recommendations',
    params: z.strictObject({
      limit: Limit,
      cursor: Cursor.optional(),
      campaignId: Id.optional(),
      status: z.enum(['open', 'applied', 'dismissed', 'expired']).optional(),
    }),
    result: pageOf(Recommendation).meta({ id: 'RecommendationPage' }),
    permission: 'campaign:read',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
  }),
  applyRecommendation: contract({
    name: 'campaign.applyRecommendation',
    summary: 'Turn a recommendation into a new version, submitted for approval',
    params: MoneyMoves,
    result: z
      .strictObject({ recommendation: Recommendation, campaign: Campaign })
      .meta({ id: 'AppliedRecommendation' }),
    permission: 'campaign:write',
    errors: [
      'RECOMMENDATION_NOT_FOUND',
      'RECOMMENDATION_CLOSED',
      'CAMPAIGN_STATE_CONFLICT',
      'CAMPAIGN_INCOMPLETE',
      'CAMPAIGN_CURRENCY_MISMATCH',
      'CAMPAIGN_BELOW_PLATFORM_FLOOR',
      'AD_ACCOUNT_NOT_FOUND',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
  }),
  dismissRecommendation: contract({
    name: 'campaign.dismissRecommendation',
    summary: 'Close a recommendation without applying it',
    params: z.strictObject({ id: Id, reason: text(500).optional() }),
    result: Recommendation,
    permission: 'campaign:write',
    errors: ['RECOMMENDATION_NOT_FOUND', 'RECOMMENDATION_CLOSED'],
  }),
  resolve: contract({
    name: 'campaign.resolve',
    summary: 'Which of these ids are campaigns of the organisation, with name and platforms',
    params: z.strictObject({ ids: z.array(Id).min(1).max(1000) }),
    result: z.strictObject({
      campaigns: z.array(
        z.strictObject({
          id: Id,
          name: z.string(),
          status: CampaignStatus,
          platforms: z.array(Platform),
          currency: Currency,
          dailyMicros: Micros,
          split: z.array(BudgetShare),
          schedule: Schedule,
        }),
      ),
    }),
    permission: 'campaign:read',
    callers: ['analytics', 'platforms', 'ai'],
    idempotent: true,
  }),
} as const;

import { z } from 'zod';
import type { Exchange } from './google-definitions.ts';
import { figures, finderFaults, roles } from './linkedin-finders.ts';
import { told } from './oauth-definitions.ts';

/**
 * The documented schemas (Microsoft Learn, Create and Manage Campaign Groups, Campaigns, Creatives; Error responses), strict: a
 * name that is not documented is a fault. LinkedIn publishes no machine-readable definitions.
 */
const urn = (kind: string) => z.string().regex(new RegExp(`^urn:li:${kind}:.+$`));
const money = z.strictObject({
  amount: z.string().regex(/^\d+(\.\d{1,2})?$/),
  currencyCode: z.string().length(3),
});
const schedule = z.strictObject({ start: z.int(), end: z.int().optional() });
const stamp = z.strictObject({ time: z.int(), actor: z.string() });
const audit = z.strictObject({ created: stamp, lastModified: stamp });
const version = z.strictObject({ versionTag: z.string() });
const facets = z.record(
  z.string().startsWith('urn:li:adTargetingFacet:'),
  z.array(z.string().startsWith('urn:li:')),
);
const targeting = z.strictObject({
  include: z.strictObject({ and: z.array(z.strictObject({ or: facets })) }),
  exclude: z.strictObject({ or: facets }).optional(),
});
const STATUS = ['ACTIVE', 'PAUSED', 'ARCHIVED', 'CANCELED', 'DRAFT', 'PENDING_DELETION', 'REMOVED'] as const;

const group = {
  account: urn('sponsoredAccount'),
  name: z.string(),
  status: z.enum(STATUS),
  runSchedule: schedule,
  totalBudget: money.optional(),
  dailyBudget: money.optional(),
  objectiveType: z.string().optional(),
  budgetOptimization: z
    .strictObject({
      bidStrategy: z.literal('MAXIMUM_DELIVERY'),
      budgetOptimizationStrategy: z.literal('DYNAMIC'),
    })
    .optional(),
};
const campaign = {
  account: urn('sponsoredAccount'),
  campaignGroup: urn('sponsoredCampaignGroup'),
  name: z.string(),
  status: z.enum([...STATUS, 'COMPLETED']),
  type: z.enum(['TEXT_AD', 'SPONSORED_UPDATES', 'SPONSORED_INMAILS', 'DYNAMIC']),
  objectiveType: z.string().optional(),
  costType: z.enum(['CPM', 'CPC', 'CPV']),
  unitCost: money,
  dailyBudget: money.optional(),
  totalBudget: money.optional(),
  locale: z.strictObject({ country: z.string().length(2), language: z.string().length(2) }),
  targetingCriteria: targeting,
  offsiteDeliveryEnabled: z.boolean(),
  audienceExpansionEnabled: z.boolean().optional(),
  politicalIntent: z.enum(['POLITICAL', 'NOT_POLITICAL', 'NOT_DECLARED']),
  runSchedule: schedule.optional(),
  optimizationTargetType: z.string().optional(),
  format: z.string().optional(),
  creativeSelection: z.enum(['OPTIMIZED', 'ROUND_ROBIN']).optional(),
  pacingStrategy: z.enum(['LIFETIME', 'ACCELERATED']).optional(),
  associatedEntity: z.string().optional(),
  connectedTelevisionOnly: z.boolean().optional(),
  offsitePreferences: z.looseObject({}).optional(),
  optimizationPreference: z.strictObject({ frequencyOptimizationPreference: z.looseObject({}) }).optional(),
  storyDeliveryEnabled: z.boolean().optional(),
};
export const TEXT_AD = {
  headline: z.string().max(25),
  description: z.string().max(75),
  landingPage: z.url().max(2000),
  image: urn('image').optional(),
};
const creative = {
  campaign: urn('sponsoredCampaign'),
  intendedStatus: z.enum(STATUS),
  name: z.string().optional(),
  content: z.strictObject({ textAd: z.strictObject(TEXT_AD) }),
  leadgenCallToAction: z.looseObject({}).optional(),
};
const life = {
  id: z.int(),
  changeAuditStamps: audit,
  servingStatuses: z.array(z.string()),
  test: z.boolean(),
  version: version.optional(),
};
const review = z.strictObject({
  status: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'NEEDS_REVIEW']),
  rejectionReasons: z.array(z.string()).optional(),
});
/** What people and applications can write, by collection. */
export const SENT = { adCampaignGroups: group, adCampaigns: campaign, creatives: creative };
const READ = {
  adCampaignGroups: z.strictObject({ ...group, ...life, backfilled: z.boolean() }),
  adCampaigns: z.strictObject({ ...campaign, ...life }),
  creatives: z.strictObject({
    ...creative,
    id: urn('sponsoredCreative'),
    account: urn('sponsoredAccount'),
    review: review.optional(),
    isServing: z.boolean(),
    isTest: z.boolean(),
    servingHoldReasons: z.array(z.string()).optional(),
    createdAt: z.int(),
    createdBy: z.string(),
    lastModifiedAt: z.int(),
    lastModifiedBy: z.string(),
  }),
};
const account = z.strictObject({
  id: z.int(),
  name: z.string(),
  currency: z.string(),
  status: z.string(),
  type: z.enum(['BUSINESS', 'ENTERPRISE']),
  test: z.boolean(),
  reference: z.string(),
  servingStatuses: z.array(z.string()),
  notifiedOnCampaignOptimization: z.boolean(),
  version,
});
const list = (element: z.ZodType) =>
  z.strictObject({
    elements: z.array(element),
    metadata: z.strictObject({ nextPageToken: z.string().optional() }),
  });
const batch = (element: z.ZodType) =>
  z.strictObject({
    results: z.record(z.string(), element),
    errors: z.record(z.string(), failure),
    statuses: z.record(z.string(), z.int()),
  });
const inputError = z.strictObject({
  code: z.string(),
  description: z.string(),
  input: z.strictObject({ inputPath: z.strictObject({ fieldPath: z.string() }) }),
});
const failure = z.strictObject({
  status: z.int(),
  message: z.string(),
  code: z.string().optional(),
  serviceErrorCode: z.int().optional(),
  errorDetailType: z.literal('com.linkedin.common.error.BadRequest').optional(),
  errorDetails: z.strictObject({ inputErrors: z.array(inputError) }).optional(),
});

const ROUTE = /^\/rest\/adAccounts(?:\/(\d+)(?:\/(adCampaignGroups|adCampaigns|creatives)(?:\/([^/]+))?)?)?$/;

/** Finders that stand beside the entities of an account. */
const OTHER_FINDERS = new Map([
  ['/rest/adAccountUsers', { name: 'adAccountUsers', answer: roles }],
  ['/rest/adAnalytics', { name: 'adAnalytics', answer: figures }],
]);

/** Everything in a call of the Marketing API that is not documented; empty when all is. */
export function linkedInFaults(exchange: Exchange): string[] {
  const { method, path, query, isAsked, request, status, answer } = exchange;
  const finder = method === 'GET' ? OTHER_FINDERS.get(path) : undefined;
  const match = ROUTE.exec(path);
  if (match === null && finder === undefined) return isAsked ? [`${path} is no documented path`] : [];
  const [, id, collection, key] = match ?? [];
  const kind = collection as keyof typeof SENT | undefined;
  const body: unknown = answer === '' ? undefined : JSON.parse(answer);
  if (finder !== undefined)
    return [
      ...(isAsked ? finderFaults(finder.name, query) : []),
      ...told('answer', status >= 400 ? failure : finder.answer, body),
    ];
  const isFound = method === 'GET' && key === undefined && (kind !== undefined || id === undefined);
  return [
    ...(isAsked && isFound ? finderFaults(kind ?? 'adAccounts', query) : []),
    ...(kind === undefined || request === undefined
      ? []
      : told('request', sent(kind, key), JSON.parse(request), status >= 400)),
    ...told('answer', answered(method, status, id, kind, key), body),
  ];
}

function sent(kind: keyof typeof SENT, key: string | undefined): z.ZodType {
  const whole = z.strictObject(SENT[kind]);
  const patch = z.strictObject({ $set: whole.partial().optional(), $delete: z.array(z.string()).optional() });
  return key === undefined ? whole : z.strictObject({ patch });
}

function answered(
  method: string,
  status: number,
  id: string | undefined,
  kind: keyof typeof SENT | undefined,
  key: string | undefined,
): z.ZodType {
  if (status >= 400) return failure;
  if (method !== 'GET') return z.undefined();
  if (kind === undefined) return id === undefined ? list(account) : account;
  return key === undefined ? z.union([list(READ[kind]), batch(READ[kind])]) : READ[kind];
}

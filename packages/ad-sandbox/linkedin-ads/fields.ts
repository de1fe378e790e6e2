/** The fields of the entities a campaign needs, from the public schema pages. `ro` fields are the vendor's own. */
export type Shape =
  | 'string'
  | 'boolean'
  | 'epoch'
  | 'number'
  | 'urn'
  | 'decimal'
  | 'targeting'
  | readonly string[]
  | { readonly [name: string]: Shape };
export type FieldTable = { readonly [name: string]: { shape: Shape; ro?: true; fixed?: true } };

const money = { amount: 'decimal', currencyCode: 'string' } as const;
const runSchedule = { start: 'epoch', end: 'epoch' } as const;
const ownFields: FieldTable = {
  id: { shape: 'number', ro: true },
  changeAuditStamps: { shape: 'string', ro: true },
  servingStatuses: { shape: 'string', ro: true },
  test: { shape: 'boolean', ro: true },
  version: { shape: 'string', ro: true },
};

export const OBJECTIVES = [
  'BRAND_AWARENESS',
  'ENGAGEMENT',
  'JOB_APPLICANT',
  'LEAD_GENERATION',
  'WEBSITE_CONVERSION',
  'WEBSITE_VISIT',
  'VIDEO_VIEW',
] as const;

const LIFE = [
  'ACTIVE',
  'PAUSED',
  'ARCHIVED',
  'COMPLETED',
  'CANCELED',
  'DRAFT',
  'PENDING_DELETION',
  'REMOVED',
] as const;

export const groupFields: FieldTable = {
  ...ownFields,
  account: { shape: 'urn', fixed: true },
  name: { shape: 'string' },
  status: { shape: ['ACTIVE', 'PAUSED', 'ARCHIVED', 'CANCELED', 'DRAFT', 'PENDING_DELETION', 'REMOVED'] },
  runSchedule: { shape: runSchedule },
  totalBudget: { shape: money },
  dailyBudget: { shape: money },
  objectiveType: { shape: OBJECTIVES, fixed: true },
  budgetOptimization: {
    shape: { bidStrategy: ['MAXIMUM_DELIVERY'], budgetOptimizationStrategy: ['DYNAMIC'] },
  },
  backfilled: { shape: 'boolean', ro: true },
  allowedCampaignTypes: { shape: 'string', ro: true },
};

export const campaignFields: FieldTable = {
  ...ownFields,
  account: { shape: 'urn', fixed: true },
  campaignGroup: { shape: 'urn', fixed: true },
  name: { shape: 'string' },
  status: { shape: LIFE },
  type: { shape: ['TEXT_AD', 'SPONSORED_UPDATES', 'SPONSORED_INMAILS', 'DYNAMIC'], fixed: true },
  objectiveType: { shape: OBJECTIVES, fixed: true },
  costType: { shape: ['CPM', 'CPC', 'CPV'] },
  unitCost: { shape: money },
  dailyBudget: { shape: money },
  totalBudget: { shape: money },
  locale: { shape: { country: 'string', language: 'string' }, fixed: true },
  targetingCriteria: { shape: 'targeting' },
  offsiteDeliveryEnabled: { shape: 'boolean' },
  audienceExpansionEnabled: { shape: 'boolean' },
  politicalIntent: { shape: ['POLITICAL', 'NOT_POLITICAL', 'NOT_DECLARED'] },
  runSchedule: { shape: runSchedule },
  optimizationTargetType: {
    shape: [
      'NONE',
      'ENHANCED_CONVERSION',
      'MAX_IMPRESSION',
      'MAX_REACH',
      'MAX_CLICK',
      'MAX_CONVERSION',
      'MAX_VIDEO_VIEW',
      'MAX_LEAD',
      'MAX_QUALIFIED_LEAD',
      'TARGET_COST_PER_CLICK',
      'TARGET_COST_PER_IMPRESSION',
      'TARGET_COST_PER_VIDEO_VIEW',
      'CAP_COST_AND_MAXIMIZE_CLICKS',
      'CAP_COST_AND_MAXIMIZE_IMPRESSIONS',
      'CAP_COST_AND_MAXIMIZE_VIDEO_VIEWS',
      'CAP_COST_AND_MAXIMIZE_LEADS',
    ],
  },
  format: {
    shape: [
      'STANDARD_UPDATE',
      'SINGLE_VIDEO',
      'CAROUSEL',
      'TEXT',
      'TEXT_AD',
      'SPOTLIGHT',
      'FOLLOW_COMPANY',
      'JOBS',
    ],
    fixed: true,
  },
  creativeSelection: { shape: ['OPTIMIZED', 'ROUND_ROBIN'] },
  pacingStrategy: { shape: ['LIFETIME', 'ACCELERATED'] },
  associatedEntity: { shape: 'urn' },
  connectedTelevisionOnly: { shape: 'boolean' },
  optimizationPreference: {
    shape: {
      frequencyOptimizationPreference: {
        optimizationType: ['NONE', 'CUSTOM'],
        frequency: 'number',
        timeSpan: { duration: 'number', unit: ['DAY', 'WEEK'] },
      },
    },
  },
};

export const creativeFields: FieldTable = {
  id: { shape: 'urn', ro: true },
  account: { shape: 'urn', ro: true },
  campaign: { shape: 'urn', fixed: true },
  intendedStatus: {
    shape: ['ACTIVE', 'PAUSED', 'DRAFT', 'ARCHIVED', 'CANCELED', 'PENDING_DELETION', 'REMOVED'],
  },
  name: { shape: 'string' },
  content: {
    shape: {
      textAd: { headline: 'string', description: 'string', landingPage: 'string', image: 'urn' },
      reference: 'urn',
    },
  },
  review: { shape: 'string', ro: true },
  isServing: { shape: 'boolean', ro: true },
  isTest: { shape: 'boolean', ro: true },
  servingHoldReasons: { shape: 'string', ro: true },
  createdAt: { shape: 'epoch', ro: true },
  createdBy: { shape: 'urn', ro: true },
  lastModifiedAt: { shape: 'epoch', ro: true },
  lastModifiedBy: { shape: 'urn', ro: true },
};

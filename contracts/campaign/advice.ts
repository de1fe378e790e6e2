import { z } from 'zod';
import { contract } from '../action.ts';
import {
  ById,
  Cursor,
  Id,
  Instant,
  KEY,
  Limit,
  Money,
  MoneyMoves,
  Version,
  pageOf,
  text,
} from '../values.ts';
import { Campaign } from './campaign.ts';
import { Evidence, ProposedChange, Range } from './proposal.ts';

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

export const AppliedRecommendation = z
  .strictObject({ recommendation: Recommendation, campaign: Campaign })
  .meta({ id: 'AppliedRecommendation' });
export type AppliedRecommendation = z.infer<typeof AppliedRecommendation>;

export const adviceContracts = {
  optimize: contract({
    name: 'campaign.optimize',
    summary: 'What to change, with evidence',
    params: ById,
    result: z.strictObject({ recommendations: z.array(Recommendation) }).meta({ id: 'Recommendations' }),
    permission: 'campaign:draft',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND'],
    http: { method: 'POST', path: '/api/campaigns/{id}/optimize', tag: 'Recommendations' },
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
    stepUp: 'none',
    errors: ['CURSOR_INVALID'],
    idempotent: true,
    http: { method: 'GET', path: '/api/recommendations', tag: 'Recommendations' },
  }),
  applyRecommendation: contract({
    name: 'campaign.applyRecommendation',
    summary: 'Turn a recommendation into a new version, submitted for approval',
    params: MoneyMoves,
    result: AppliedRecommendation,
    permission: 'campaign:apply',
    stepUp: 'apply',
    errors: [
      'RECOMMENDATION_NOT_FOUND',
      'RECOMMENDATION_CLOSED',
      'APPROVER_NOT_ELIGIBLE',
      'CAMPAIGN_STATE_CONFLICT',
      'STOPPED',
      'CAMPAIGN_INCOMPLETE',
      'CAMPAIGN_CURRENCY_MISMATCH',
      'CAMPAIGN_BELOW_PLATFORM_FLOOR',
      'AD_ACCOUNT_NOT_FOUND',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    http: { method: 'POST', path: '/api/recommendations/{id}/apply', tag: 'Recommendations', headers: KEY },
  }),
  dismissRecommendation: contract({
    name: 'campaign.dismissRecommendation',
    summary: 'Close a recommendation without applying it',
    params: z.strictObject({ id: Id, reason: text(500).optional() }),
    result: Recommendation,
    permission: 'campaign:write',
    stepUp: 'none',
    errors: ['RECOMMENDATION_NOT_FOUND', 'RECOMMENDATION_CLOSED'],
    http: { method: 'POST', path: '/api/recommendations/{id}/dismiss', tag: 'Recommendations' },
  }),
} as const;

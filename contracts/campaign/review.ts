import { z } from 'zod';
import { contract } from '../action.ts';
import { ById, Id, text } from '../values.ts';
import { Campaign, AgreedHash } from './campaign.ts';

export const reviewContracts = {
  submit: contract({
    name: 'campaign.submit',
    summary: 'Ask for approval of the current version',
    params: ById,
    result: Campaign,
    permission: 'campaign:submit',
    stepUp: 'none',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'CAMPAIGN_INCOMPLETE',
      'CAMPAIGN_CURRENCY_MISMATCH',
      'CAMPAIGN_BELOW_PLATFORM_FLOOR',
      'AD_ACCOUNT_NOT_FOUND',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/submit', tag: 'Campaigns', etag: true },
  }),
  approve: contract({
    name: 'campaign.approve',
    summary: 'Approve the submitted version',
    params: z.strictObject({
      id: Id,
      hash: AgreedHash,
      note: text(1000).optional(),
    }),
    result: Campaign,
    permission: 'campaign:approve',
    stepUp: 'approve',
    errors: [
      'CAMPAIGN_NOT_FOUND',
      'CAMPAIGN_STATE_CONFLICT',
      'APPROVAL_OWN_SUBMISSION',
      'APPROVER_NOT_ELIGIBLE',
      'APPROVAL_VERSION_STALE',
    ],
    http: { method: 'POST', path: '/api/campaigns/{id}/approve', tag: 'Campaigns', etag: true },
  }),
  reject: contract({
    name: 'campaign.reject',
    summary: 'Refuse the submitted version',
    params: z.strictObject({ id: Id, note: text(1000).min(1) }),
    result: Campaign,
    permission: 'campaign:approve',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'CAMPAIGN_STATE_CONFLICT'],
    http: { method: 'POST', path: '/api/campaigns/{id}/reject', tag: 'Campaigns', etag: true },
  }),
} as const;

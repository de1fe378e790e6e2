import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { PolicyRefusal, PolicyRefusalId } from '../platforms/policy.ts';
import { ById, Id, Version } from '../values.ts';

/** What the platforms refused of the campaign's current version by policies of their own. */
export const CampaignPolicy = z
  .strictObject({ campaignId: Id, version: Version, refusals: z.array(PolicyRefusal) })
  .meta({ id: 'CampaignPolicy' });
export type CampaignPolicy = z.infer<typeof CampaignPolicy>;

const Chosen = z.strictObject({ id: Id, ids: z.array(PolicyRefusalId).min(1).max(500) });
const ERRORS = ['CAMPAIGN_NOT_FOUND', 'POLICY_CHANGED', 'PLATFORM_UNAVAILABLE'] as const;

export const campaignPolicyContracts = {
  policy: contract({
    name: 'campaign.policy',
    summary: 'What the platforms refused by policies of their own, object by object, and what was decided',
    params: ById,
    result: CampaignPolicy,
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND', 'PLATFORM_UNAVAILABLE'],
    idempotent: true,
    http: { method: 'GET', path: '/api/campaigns/{id}/policy', tag: 'Policies' },
  }),
  exemptPolicy: contract({
    name: 'campaign.exemptPolicy',
    summary:
      'Ask the platform for an exemption, for these objects of this version, when it is published again',
    params: Chosen,
    result: Done,
    permission: 'campaign:write',
    stepUp: 'none',
    errors: [...ERRORS, 'POLICY_NOT_EXEMPTIBLE'],
    idempotent: true,
    http: { method: 'POST', path: '/api/campaigns/{id}/policy/exempt', tag: 'Policies', status: 204 },
  }),
  dropRefused: contract({
    name: 'campaign.dropRefused',
    summary: 'Publish this version without these objects; the plan and the history say so',
    params: Chosen,
    result: Done,
    permission: 'campaign:write',
    stepUp: 'none',
    errors: [...ERRORS, 'POLICY_NOT_DROPPABLE'],
    idempotent: true,
    http: { method: 'POST', path: '/api/campaigns/{id}/policy/drop', tag: 'Policies', status: 204 },
  }),
} as const;

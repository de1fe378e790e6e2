import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { Difference, DifferenceId, PlatformDrift } from '../platforms/drift.ts';
import { ById, Id, KEY, IdempotencyKey, Version } from '../values.ts';
import { Campaign } from './campaign.ts';
import { Operation } from './publishing.ts';

/** A difference, beside what the campaign's current version wants in the same place. */
export const CampaignDifference = Difference.extend({ wanted: z.unknown() }).meta({ id: 'Difference' });
export type CampaignDifference = z.infer<typeof CampaignDifference>;

/**
 * What was changed on the platforms themselves. Where a platform is `unknown`, nothing is known about it, and no
 * differences does not mean that there are none.
 */
export const CampaignDrift = z
  .strictObject({
    campaignId: Id,
    version: Version,
    publishedVersion: Version.nullable(),
    platforms: z.array(
      PlatformDrift.extend({ differences: z.array(CampaignDifference) }).meta({ id: 'PlatformDrift' }),
    ),
  })
  .meta({ id: 'CampaignDrift' });
export type CampaignDrift = z.infer<typeof CampaignDrift>;

const Chosen = { id: Id, ids: z.array(DifferenceId).min(1).max(500) };
const UNREADABLE = ['CAMPAIGN_NOT_FOUND', 'DRIFT_CHANGED', 'PLATFORM_UNAVAILABLE'] as const;

/** Longer than platforms needs at most to read both platforms. */
const READING_MS = 35_000;

export const campaignDriftContracts = {
  drift: contract({
    name: 'campaign.drift',
    summary: 'What was changed on the platforms themselves since it was published',
    params: ById,
    result: CampaignDrift,
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
    timeoutMs: READING_MS,
    http: { method: 'GET', path: '/api/campaigns/{id}/drift', tag: 'Drift' },
  }),
  acceptDrift: contract({
    name: 'campaign.acceptDrift',
    summary:
      'Take what was changed on a platform into a new draft version, which is reviewed like any other edit',
    params: z.strictObject(Chosen),
    result: Campaign,
    permission: 'campaign:write',
    stepUp: 'none',
    errors: [...UNREADABLE, 'CAMPAIGN_STATE_CONFLICT'],
    timeoutMs: READING_MS,
    http: { method: 'POST', path: '/api/campaigns/{id}/drift/accept', tag: 'Drift', etag: true },
  }),
  ignoreDrift: contract({
    name: 'campaign.ignoreDrift',
    summary:
      'Leave what was changed on a platform alone for good: it blocks no change, and no change touches it',
    params: z.strictObject(Chosen),
    result: Done,
    permission: 'campaign:write',
    stepUp: 'none',
    errors: UNREADABLE,
    idempotent: true,
    timeoutMs: READING_MS,
    http: { method: 'POST', path: '/api/campaigns/{id}/drift/ignore', tag: 'Drift', status: 204 },
  }),
  putBackDrift: contract({
    name: 'campaign.putBackDrift',
    summary: 'Put what was changed on a platform back to the version that is published',
    params: z.strictObject({ ...Chosen, idempotencyKey: IdempotencyKey }),
    result: Operation,
    permission: 'campaign:publish',
    stepUp: 'publish',
    errors: [
      ...UNREADABLE,
      'APPROVER_NOT_ELIGIBLE',
      'APPROVAL_LAPSED',
      'CAMPAIGN_STATE_CONFLICT',
      'STOPPED',
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_IN_USE',
    ],
    timeoutMs: READING_MS,
    http: {
      method: 'POST',
      path: '/api/campaigns/{id}/drift/put-back',
      tag: 'Drift',
      status: 202,
      headers: KEY,
      location: '/api/operations/{id}',
    },
  }),
} as const;

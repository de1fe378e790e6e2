import { z } from 'zod';
import { Done, contract } from '../action.ts';
import { DeliveryReason, DeliveryState, DeliverySwitch } from '../delivery.ts';
import { PlatformDelivery } from '../platforms/delivery.ts';
import { ById, Id, Instant, Platform } from '../values.ts';

/** The most that a summary quotes. */
export const QUOTED = 20;

/** What platforms tells of one campaign on one ad account. */
export const DeliveryNews = z.strictObject({
  campaignId: Id,
  platform: Platform,
  state: DeliveryState,
  reasons: z.array(DeliveryReason).max(QUOTED),
  /** What of it is refused or held back, in words; empty where nothing is. */
  trouble: z.array(z.string()).max(QUOTED),
  /** Not told by nodes of earlier releases. */
  enabled: DeliverySwitch.enabled.default(null),
  beginsOn: DeliverySwitch.beginsOn.default(null),
  asOf: Instant.nullable(),
  validUntil: Instant.nullable(),
});
export type DeliveryNews = z.infer<typeof DeliveryNews>;

export const campaignDeliveryContracts = {
  delivery: contract({
    name: 'campaign.delivery',
    summary: 'Whether what is published can serve, and why not: review, policies and holds, object by object',
    params: ById,
    result: z
      .strictObject({ campaignId: Id, platforms: z.array(PlatformDelivery) })
      .meta({ id: 'CampaignDelivery' }),
    permission: 'campaign:read',
    stepUp: 'none',
    errors: ['CAMPAIGN_NOT_FOUND'],
    idempotent: true,
    http: { method: 'GET', path: '/api/campaigns/{id}/delivery', tag: 'Campaigns' },
  }),
  noteDelivery: contract({
    name: 'campaign.noteDelivery',
    summary: 'Takes what was read of an ad account; news that are older than what is known change nothing',
    params: z.strictObject({
      adAccountId: Id,
      /** Rises with every reading of the ad account. */
      turn: z.int().min(0),
      news: z.array(DeliveryNews).max(5_000),
    }),
    result: Done,
    permission: 'service',
    stepUp: 'none',
    callers: ['platforms'],
    idempotent: true,
  }),
} as const;

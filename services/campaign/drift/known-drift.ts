import type { ActionContract } from '../../../contracts/action.ts';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import type { PlatformDrift } from '../../../contracts/platforms/drift.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Request } from '../../../mixins/action.ts';
import type { CampaignContent } from '../content/domain/content.ts';
import type { StoredCampaign } from '../content/domain/versions.ts';
import type { CampaignDeps } from '../deps.ts';
import { withGone } from './domain/gone.ts';
import { readDrift } from './read-drift.ts';

/** A campaign with what the platforms show of it now. */
export type KnownDrift = {
  stored: StoredCampaign;
  campaign: Campaign;
  /** What the published version says; null while none is published. */
  published: CampaignContent | null;
  platforms: PlatformDrift[];
};

/**
 * Reads what was changed on the platforms. What was found to be removed there is saved at once, because from then on the campaign
 * would say something that is known to be wrong; somebody else's change at the same moment goes first.
 * @throws AppError CAMPAIGN_NOT_FOUND
 */
export async function knownDrift(
  { campaigns, clock }: CampaignDeps,
  { organizationId, userId, callAsService }: Request<ActionContract>,
  campaignId: string,
): Promise<KnownDrift> {
  const stored = await campaigns.getStored(organizationId, campaignId);
  const { publishedVersion } = stored.campaign;
  const [published, platforms] = await Promise.all([
    publishedVersion === null ? null : campaigns.version(organizationId, campaignId, publishedVersion),
    readDrift(callAsService, stored.campaign),
  ]);
  const after = withGone(stored, platforms, clock());
  if (after === stored.campaign) return { stored, campaign: after, published, platforms };
  const actor = { kind: 'service', id: 'campaign' } as const;
  const event = { actor, action: 'campaign.found_removed', userId };
  await campaigns.save(organizationId, { before: stored, after, event }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'CAMPAIGN_STATE_CONFLICT') throw error;
  });
  const saved = await campaigns.getStored(organizationId, campaignId);
  return { stored: saved, campaign: saved.campaign, published, platforms };
}

/** Why a machine may not decide about drift. */
export const DECIDED_BY_PEOPLE = 'Differences on a platform are decided on by people.';

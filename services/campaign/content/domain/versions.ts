import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { CampaignContent } from './content.ts';
import { conflict, statusAfter } from './lifecycle.ts';

/** A campaign as its row holds it: what clients see and, beside it, what a change of it must know. */
export type StoredCampaign = {
  campaign: Campaign;
  /** Hash of the current version's content. */
  hash: string;
  /** Raised by every write of the row; a write names the revision that it read, so that no change is lost. */
  revision: number;
  /** The number of the shape in which the row was saved (lib/shape.ts). */
  shape: number;
  /** An operation is pending or running. */
  busy: boolean;
};

/** A campaign that does not exist yet, as version 1 of a draft. */
export function newCampaign(
  content: CampaignContent,
  { id, createdBy, createdAt }: { id: string; createdBy: string; createdAt: Date },
): Campaign {
  const at = createdAt.toISOString();
  return {
    id,
    ...content,
    status: 'draft',
    review: null,
    publishedVersion: null,
    publications: [],
    version: 1,
    createdBy,
    createdAt: at,
    updatedAt: at,
  };
}

/** @throws AppError PRECONDITION_REQUIRED when the caller names no version, VERSION_STALE when it is another one */
export function requireVersion(campaign: Campaign, version: number | undefined): void {
  if (version === undefined) throw new AppError('PRECONDITION_REQUIRED');
  if (campaign.version !== version) throw new AppError('VERSION_STALE');
}

/**
 * A new version with this content: review starts again, and a campaign that was never published is a draft again.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function editCampaign(campaign: Campaign, content: CampaignContent, at: Date): Campaign {
  const status = statusAfter('edit', campaign);
  requireSameAccounts(campaign, content);
  return withUpdatedAt({ ...campaign, ...content, status, review: null, version: campaign.version + 1 }, at);
}

/** Publications that serve, or may. */
export const MAY_SERVE: readonly string[] = ['publishing', 'active', 'needs_review'];

/**
 * The archived campaign, of which nothing may serve; the same one when it is archived already.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function archiveCampaign(campaign: Campaign, at: Date): Campaign {
  if (campaign.status === 'archived') return campaign;
  return withUpdatedAt({ ...campaign, status: statusAfter('archive', campaign), review: null }, at);
}

/**
 * The campaign as changed at a moment. `updatedAt` moves forward with every change, also with two in one millisecond, so
 * that it tells states apart (ETags).
 */
export function withUpdatedAt(campaign: Campaign, at: Date): Campaign {
  const earliest = Date.parse(campaign.updatedAt) + 1;
  return { ...campaign, updatedAt: new Date(Math.max(at.getTime(), earliest)).toISOString() };
}

/**
 * The ad account of a platform that holds the campaign, or may, cannot change: the campaign's objects are in it. One of which no id
 * is known may be there all the same, as long as nobody has seen that it is not.
 */
function requireSameAccounts(campaign: Campaign, { adAccounts }: CampaignContent): void {
  for (const { platform, adAccountId, externalId, status } of campaign.publications) {
    const next = adAccounts[platform];
    const mayHold = status !== 'removed' && (externalId !== null || MAY_SERVE.includes(status));
    if (mayHold && next !== undefined && next !== adAccountId)
      throw conflict(
        `The campaign is published in another ad account of ${PLATFORM_NAMES[platform]}; make a new campaign.`,
      );
  }
}

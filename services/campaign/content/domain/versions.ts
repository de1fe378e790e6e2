import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { AppError } from '../../../../lib/errors.ts';
import { contentHash, contentOf, type CampaignContent } from './content.ts';
import { conflict, statusAfter } from './lifecycle.ts';

/** A campaign as it is kept: what clients see and, beside it, what they do not. */
export type Kept = {
  campaign: Campaign;
  /** Hash of the current version's content. */
  hash: string;
  /** Raised by every write of the row; a write says which one it read. */
  revision: number;
  /** An operation is pending or running. */
  busy: boolean;
};

/** A campaign that does not exist yet, as version 1 of a draft. */
export function newCampaign(
  content: CampaignContent,
  by: { id: string; createdBy: string; at: Date },
): Campaign {
  const at = by.at.toISOString();
  return {
    id: by.id,
    ...content,
    status: 'draft',
    review: null,
    publishedVersion: null,
    publications: [],
    version: 1,
    createdBy: by.createdBy,
    createdAt: at,
    updatedAt: at,
  };
}

/** @throws AppError VERSION_STALE when the caller read another version */
export function requireVersion(campaign: Campaign, version: number): void {
  if (campaign.version !== version) throw new AppError('VERSION_STALE');
}

/**
 * A new version with this content: review starts again, and a campaign that was never published is a draft again.
 * @throws AppError CAMPAIGN_STATE_CONFLICT
 */
export function edited(campaign: Campaign, content: CampaignContent, at: Date): Campaign {
  const status = statusAfter('edit', campaign);
  requireSameAccounts(campaign, content);
  return touched({ ...campaign, ...content, status, review: null, version: campaign.version + 1 }, at);
}

/** True when both say the same. */
export function sameContent(a: CampaignContent, b: CampaignContent): boolean {
  return contentHash(a) === contentHash(b);
}

/**
 * The archived campaign. @throws AppError CAMPAIGN_LIVE when something of it may be serving or is being changed
 */
export function archived({ campaign, busy }: Kept, at: Date): Campaign {
  if (campaign.status === 'archived') return campaign;
  const over = campaign.status === 'completed';
  const live =
    !over && campaign.publications.some((p) => ['publishing', 'active', 'needs_review'].includes(p.status));
  if (busy || live || ['publishing', 'active', 'needs_review'].includes(campaign.status))
    throw new AppError('CAMPAIGN_LIVE');
  return touched({ ...campaign, status: statusAfter('archive', campaign), review: null }, at);
}

/** `updatedAt` moves with every change, also with two in one millisecond, so that it can tell states apart. */
export function touched(campaign: Campaign, at: Date): Campaign {
  const after = Date.parse(campaign.updatedAt) + 1;
  return { ...campaign, updatedAt: new Date(Math.max(at.getTime(), after)).toISOString() };
}

/** The ad account of a platform that holds the campaign cannot change: its objects live there. */
function requireSameAccounts(campaign: Campaign, content: CampaignContent): void {
  for (const p of campaign.publications) {
    const next = contentOf(content).adAccounts[p.platform];
    if (p.externalId !== null && p.status !== 'removed' && next !== undefined && next !== p.adAccountId)
      throw conflict(
        `The campaign is published in another ad account of ${p.platform}; make a new campaign.`,
      );
  }
}

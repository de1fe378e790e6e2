import type { Campaign, CampaignStatus } from '../../../../contracts/campaign/campaign.ts';
import type { PlatformDrift } from '../../../../contracts/platforms/drift.ts';
import { withUpdatedAt, type StoredCampaign } from '../../content/domain/versions.ts';

/**
 * The campaign in which what was removed on a platform itself is told so; the same one where nothing new is known. While an
 * operation runs, that tells how it ends.
 */
export function withGone(
  { campaign, busy }: StoredCampaign,
  drift: readonly PlatformDrift[],
  at: Date,
): Campaign {
  const gone = drift.filter(({ state }) => state === 'gone').map(({ platform }) => platform);
  const news = campaign.publications.filter((p) => gone.includes(p.platform) && p.status !== 'removed');
  if (busy || news.length === 0) return campaign;
  const publications = campaign.publications.map((p) =>
    news.includes(p) ? { ...p, status: 'removed' as const, error: GONE, updatedAt: at.toISOString() } : p,
  );
  return withUpdatedAt({ ...campaign, publications, status: statusWithout(campaign, publications) }, at);
}

const GONE = {
  code: 'PLATFORM_OBJECT_GONE',
  message: 'The campaign was removed on the platform itself; publish it again to have it made anew.',
};

const LIVE: readonly CampaignStatus[] = ['active', 'paused', 'needs_review'];

/** What is left says what is live; where nothing is, a person has to decide. */
function statusWithout({ status }: Campaign, publications: Campaign['publications']): CampaignStatus {
  if (!LIVE.includes(status)) return status;
  const has = (one: string) => publications.some((p) => p.status === one);
  if (has('needs_review')) return 'needs_review';
  if (has('active')) return 'active';
  return has('paused') || has('verified') ? 'paused' : 'needs_review';
}

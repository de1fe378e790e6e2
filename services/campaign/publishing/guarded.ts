import type { StoredCampaign } from '../content/domain/versions.ts';
import type { CampaignDeps } from '../deps.ts';
import { planFor, type ConfirmedPlan } from './domain/confirmed-plan.ts';
import { exposureNow, exposurePublished, exposureResumed } from './domain/exposure.ts';
import type { ExposureChange } from './domain/guard.ts';

/**
 * Reads what the guard has to know of a campaign beside itself: the published version's content and its approval. What is
 * answered decides for a campaign of which that version is still the published one.
 */
export async function exposureChanges(
  { campaigns }: Pick<CampaignDeps, 'campaigns'>,
  organizationId: string,
  { campaign: { id: campaignId, publishedVersion } }: StoredCampaign,
) {
  const [published, standing] =
    publishedVersion === null
      ? [null, null]
      : await Promise.all([
          campaigns.version(organizationId, campaignId, publishedVersion),
          campaigns.versionStanding(organizationId, campaignId, publishedVersion),
        ]);
  return {
    /** The published version, to be compared with the campaign's when the change begins. */
    publishedVersion,
    published,
    /** The published version's hash, and whether people approved it. */
    standing,

    /**
     * What a person confirms who lets the published version serve, whatever the draft says by now; null while none is published.
     */
    plan(now: Date): ConfirmedPlan | null {
      if (published === null || publishedVersion === null || standing === null) return null;
      return planFor({ campaignId, version: publishedVersion, hash: standing.hash }, published, now);
    },

    publish({ campaign, hash }: StoredCampaign): ExposureChange {
      const { review, version } = campaign;
      const approved = review?.state === 'approved' && review.version === version;
      return {
        before: exposureNow(campaign, published),
        after: exposurePublished(campaign),
        hash,
        approval: approved ? { hash: review.hash } : null,
      };
    },

    resume({ campaign }: StoredCampaign): ExposureChange {
      return {
        before: exposureNow(campaign, published),
        after: exposureResumed(campaign, published),
        hash: standing?.hash ?? '',
        approval: standing?.approved ? { hash: standing.hash } : null,
      };
    },
  };
}

import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Applied } from '../../../../contracts/platforms/submissions.ts';
import type { Exposure } from '../../../../rules/exposure-order.ts';
import { exposureOf, type Held } from '../../../../rules/exposure.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { shareOn } from './desired.ts';
import { HELD } from './steps.ts';

/** What is published of a campaign, by its version; null while nothing is. */
export type Published = CampaignContent | null;

/**
 * What may be spent by what the platforms are known to hold. What is not known counts as nothing, so that whatever is to be
 * there afterwards raises it; that a change of it was refused is such a case, because a part of it may have been made.
 */
export function exposureNow({ publications, publishedVersion }: Campaign, published: Published): Exposure {
  const known = publications.filter(
    ({ status, version, error }) => HELD.includes(status) && version === publishedVersion && error === null,
  );
  return exposureOf(
    known.flatMap((publication) => heldOf(published, publication, publication.status === 'active')),
  );
}

/** The same as the ledger of platforms has it, which knows what a change that was refused has left there. */
export function exposureApplied({ publications }: Campaign, applied: readonly Applied[]): Exposure {
  return exposureOf(
    applied.flatMap(({ platform, adAccountId, verified, isWhole }) => {
      const own = publications.find((one) => one.platform === platform && one.adAccountId === adAccountId);
      if (own === undefined || verified === null || !isWhole) return [];
      return [{ platform, adAccountId, serving: own.status === 'active', share: verified }];
    }),
  );
}

/** The same once the current version is published: a paused campaign stays paused, every other one serves. */
export function exposurePublished(campaign: Campaign): Exposure {
  const { platforms, publications, adAccounts, status } = campaign;
  return exposureOf(
    platforms.flatMap((platform) => {
      const present = publications.find((p) => p.platform === platform);
      const adAccountId = adAccounts[platform] ?? '';
      return heldOf(campaign, { platform, adAccountId }, status !== 'paused' || present?.status === 'active');
    }),
  );
}

/** The same once everything that a platform holds and does not serve is let serve. */
export function exposureResumed({ publications }: Campaign, published: Published): Exposure {
  const held = publications.filter(({ status }) => HELD.includes(status));
  return exposureOf(held.flatMap((publication) => heldOf(published, publication, true)));
}

/** The same of a content that would be published while everything serves: what a proposal comes to. */
export function exposureOfContent(content: CampaignContent): Exposure {
  return exposureOf(
    content.platforms.flatMap((platform) =>
      heldOf(content, { platform, adAccountId: content.adAccounts[platform] ?? '' }, true),
    ),
  );
}

function heldOf(
  content: Published,
  { platform, adAccountId }: Pick<Publication, 'platform' | 'adAccountId'>,
  serving: boolean,
): Held[] {
  const share = content && shareOn(platform, content);
  return share ? [{ platform, adAccountId, serving, share }] : [];
}

import type { z } from 'zod';
import type { Plan } from '../../../../contracts/campaign/publishing.ts';
import type { PlatformDrift } from '../../../../contracts/platforms/drift.ts';
import type { Check } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { dayOf } from '../../../../lib/time.ts';
import { pathWords } from '../../../../rules/field-words.ts';
import { PUBLISHED } from '../../../../rules/formats.ts';
import { changesBetween } from '../../history/domain/changes.ts';
import { contentFaults } from '../../review/domain/completeness.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { shareOn } from './desired.ts';
import type { StoredCampaign } from '../../content/domain/versions.ts';
import { worstCase } from './worst-case.ts';

/** What publishing the current version would do. `published` is what the platforms hold; null when they hold nothing. */
export function planOf(
  { campaign, hash }: StoredCampaign,
  published: CampaignContent | null,
  platformChecks: readonly Check[],
  drift: readonly PlatformDrift[],
  now: Date,
): Omit<z.infer<typeof Plan>, 'resume'> {
  const { id: campaignId, version, budget } = campaign;
  return {
    campaignId,
    version,
    hash,
    platforms: campaign.platforms.map((platform) => sharePlan(platform, campaign, published)),
    worstCase: { ...worstCase(campaign, dayOf(now)), currency: budget.currency },
    checks: [...ownChecks(campaign), ...platformChecks],
    drift: drift.map(inNumbers),
  };
}

function sharePlan(platform: Platform, content: CampaignContent, published: CampaignContent | null) {
  const groups = content.structure?.adGroups ?? [];
  const share = content.budget.split.find((s) => s.platform === platform);
  return {
    platform,
    adAccountId: content.adAccounts[platform] ?? null,
    dailyMicros: share?.dailyMicros ?? 0,
    adGroups: groups.length,
    ads: groups.reduce(
      (sum, g) => sum + g.ads.filter((ad) => PUBLISHED[platform].formats.includes(ad.format)).length,
      0,
    ),
    keywords: PUBLISHED[platform].keywords ? groups.reduce((sum, g) => sum + g.keywords.length, 0) : 0,
    changes: changesBetween(
      (published && shareOn(platform, published)) ?? {},
      shareOn(platform, content) ?? {},
    ).map(({ path, ...change }) => ({ path, words: pathWords(path), ...change })),
  };
}

/** What is known of a platform's drift, counted; nothing is counted where nothing is known. */
function inNumbers({ platform, state, readAt, error, differences }: PlatformDrift) {
  const known = state !== 'unknown';
  return {
    platform,
    state,
    readAt,
    reason: error?.message ?? null,
    differences: known ? differences.filter(({ ignored }) => !ignored).length : null,
    ignored: known ? differences.filter(({ ignored }) => ignored).length : null,
  };
}

function ownChecks(content: CampaignContent): Check[] {
  return contentFaults(content).map((fault) => ({ platform: null, severity: 'error', ...fault }));
}

/** Takes the place of the platforms' checks while the platforms service does not answer. */
export const CHECKS_MISSING: Check = {
  platform: null,
  severity: 'warning',
  code: 'CHECKS_UNAVAILABLE',
  path: '',
  message: "The platforms' own rules could not be checked at the moment.",
};

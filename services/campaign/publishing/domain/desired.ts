import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { shareTotal } from '../../content/domain/budget.ts';
import type { CampaignContent } from '../../content/domain/content.ts';

/** What one platform is sent of a content, whatever its version; null while structure or declarations are missing. */
export function shareOn(
  platform: Platform,
  content: CampaignContent,
): Omit<DesiredCampaign, 'campaignId' | 'version'> | null {
  const { budget, declarations, structure, schedule, targeting, landingPageUrl, name, objective } = content;
  const index = budget.split.findIndex((share) => share.platform === platform);
  const share = budget.split[index];
  if (declarations === null || structure === null || share === undefined) return null;
  const totals = budget.totalMicros === undefined ? [] : shareTotal(budget.totalMicros, budget.split);
  return {
    name,
    objective,
    dailyMicros: share.dailyMicros,
    totalMicros: totals[index] ?? null,
    currency: budget.currency,
    schedule,
    targeting,
    landingPageUrl,
    declarations,
    adGroups: structure.adGroups,
  };
}

/** What one platform should hold of a version; null while structure or declarations are missing. */
export function desiredOn(
  platform: Platform,
  content: CampaignContent,
  { campaignId, version }: { campaignId: string; version: number },
): DesiredCampaign | null {
  const share = shareOn(platform, content);
  return share && { campaignId, version, ...share };
}

/** The path in the campaign of what a platform calls by a path in its own share of it. */
export function pathInCampaign(path: string, platform: Platform, content: CampaignContent): string {
  if (path === 'dailyMicros') {
    const index = content.budget.split.findIndex((share) => share.platform === platform);
    return `budget.split.${index}.dailyMicros`;
  }
  if (path === 'totalMicros' || path === 'currency') return `budget.${path}`;
  return path === 'adGroups' || path.startsWith('adGroups.') ? `structure.${path}` : path;
}

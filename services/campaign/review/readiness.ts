import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import type { Check } from '../../../contracts/structure.ts';
import type { Call } from '../../../mixins/call.ts';
import { connectedAccounts } from '../content/ad-accounts.ts';
import { accountsOf, withOnlyAccounts } from '../content/domain/accounts.ts';
import { contentOf, type CampaignContent } from '../content/domain/content.ts';
import { desiredOn, pathInCampaign } from '../publishing/domain/desired.ts';
import { contentFaults, requireComplete, scheduleFaults } from './domain/completeness.ts';

/**
 * The campaign's content as it may be submitted: ad accounts filled in where there is no choice, and nothing that a platform
 * would refuse.
 * @throws AppError AD_ACCOUNT_NOT_FOUND, CAMPAIGN_CURRENCY_MISMATCH, CAMPAIGN_INCOMPLETE,
 * CAMPAIGN_BELOW_PLATFORM_FLOOR, DEPENDENCY_UNAVAILABLE
 */
export async function readyContent(call: Call, campaign: Campaign, now: Date): Promise<CampaignContent> {
  const { id: campaignId, version, publishedVersion } = campaign;
  const connected = await connectedAccounts(call);
  const content = withOnlyAccounts(contentOf(campaign), connected);
  const { accounts, faults } = accountsOf(content, connected);
  const dates = scheduleFaults(content, accounts, now, publishedVersion !== null);
  const checks = await platformChecks(call, content, { campaignId, version });
  requireComplete([...contentFaults(content), ...faults, ...dates], checks);
  return content;
}

/** What the platforms' own rules say about each share of a campaign; nothing while it has no structure. */
export async function platformChecks(
  call: Call,
  content: CampaignContent,
  source: { campaignId: string; version: number },
): Promise<Check[]> {
  const answers = content.platforms.map(async (platform) => {
    const desired = desiredOn(platform, content, source);
    if (!desired) return [];
    const { checks } = await call(submissionContracts.check, { platform, desired });
    return checks.map((check) => ({ ...check, path: pathInCampaign(check.path, platform, content) }));
  });
  return (await Promise.all(answers)).flat();
}

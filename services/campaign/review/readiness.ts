import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import type { Check } from '../../../contracts/structure.ts';
import { AppError } from '../../../lib/errors.ts';
import { accountRefusal } from '../../../rules/account-access.ts';
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

/**
 * What the platforms' own rules say about each share of a campaign, which is nothing while it has no structure, and what its ad
 * accounts do not allow now.
 */
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
  const [shares, accounts] = await Promise.all([Promise.all(answers), accountChecks(call, content)]);
  return [...accounts, ...shares.flat()];
}

/** An error for each ad account that is held or may only be looked at; one that is not connected any more has others. */
async function accountChecks(call: Call, { platforms, adAccounts }: CampaignContent): Promise<Check[]> {
  const answers = platforms.map(async (platform): Promise<Check[]> => {
    const id = adAccounts[platform];
    if (id === undefined) return [];
    const state = await call(adAccountContracts.accountState, { id }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'AD_ACCOUNT_NOT_FOUND') return null;
      throw error;
    });
    const refusal = state && accountRefusal(platform, state);
    return refusal ? [{ platform, severity: 'error', path: `adAccounts.${platform}`, ...refusal }] : [];
  });
  return (await Promise.all(answers)).flat();
}

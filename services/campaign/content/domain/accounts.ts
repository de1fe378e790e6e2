import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError, type FieldFault } from '../../../../lib/errors.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { CampaignContent } from './content.ts';

/** @throws AppError CAMPAIGN_CURRENCY_MISMATCH when the budget is not in the ad account's currency */
export function requireCurrency(content: CampaignContent, account: AdAccount): void {
  if (account.currency === content.budget.currency) return;
  const message = `The ad account of ${PLATFORM_NAMES[account.platform]} is in ${account.currency}.`;
  throw new AppError('CAMPAIGN_CURRENCY_MISMATCH', {
    detail: message,
    errors: [{ path: 'budget.currency', code: 'CURRENCY_DIFFERS', message }],
  });
}

/** The content with the ad account filled in on each platform where none is named and exactly one is connected. */
export function withOnlyAccounts(content: CampaignContent, connected: readonly AdAccount[]): CampaignContent {
  const adAccounts = { ...content.adAccounts };
  for (const platform of content.platforms) {
    const candidates = connected.filter((a) => a.platform === platform);
    if (adAccounts[platform] === undefined && candidates.length === 1 && candidates[0])
      adAccounts[platform] = candidates[0].id;
  }
  return { ...content, adAccounts };
}

/**
 * The ad account of each platform of the campaign, and a fault where there is none to use.
 * @throws AppError AD_ACCOUNT_NOT_FOUND, CAMPAIGN_CURRENCY_MISMATCH
 */
export function accountsOf(
  content: CampaignContent,
  connected: readonly AdAccount[],
): { accounts: AdAccount[]; faults: FieldFault[] } {
  const accounts: AdAccount[] = [];
  const faults: FieldFault[] = [];
  for (const platform of content.platforms) {
    const path = `adAccounts.${platform}`;
    const id = content.adAccounts[platform];
    if (id === undefined) {
      faults.push({ path, code: 'FIELD_MISSING', message: 'Choose the ad account.' });
      continue;
    }
    const account = connected.find((a) => a.id === id && a.platform === platform);
    if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
    requireCurrency(content, account);
    if (account.status !== 'connected')
      faults.push({ path, code: 'RECONNECT_NEEDED', message: 'The ad account must be connected again.' });
    accounts.push(account);
  }
  return { accounts, faults };
}

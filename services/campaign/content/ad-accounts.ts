import { adAccountContracts, type AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../../contracts/values.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import type { CampaignContent } from './domain/content.ts';
import { requireCurrency } from './domain/accounts.ts';

/** Two thousand accounts; a cursor that never ends must not keep a request for ever. */
const MAX_PAGES = 20;

/** Every ad account that the organisation has connected, read in the caller's name. @throws AppError DEPENDENCY_UNAVAILABLE */
export async function connectedAccounts(call: Call): Promise<AdAccount[]> {
  const accounts: AdAccount[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await call(adAccountContracts.adAccounts, { limit: 100, ...(cursor ? { cursor } : {}) });
    accounts.push(...answer.data);
    if (answer.page.nextCursor === null) break;
    cursor = answer.page.nextCursor;
  }
  return accounts;
}

/**
 * Checks the ad accounts that a draft names; a draft that names none is fine and costs no call.
 * @throws AppError AD_ACCOUNT_NOT_FOUND, CAMPAIGN_CURRENCY_MISMATCH, DEPENDENCY_UNAVAILABLE
 */
export async function checkNamedAccounts(call: Call, content: CampaignContent): Promise<void> {
  const named = Object.entries(content.adAccounts) as [Platform, string][];
  if (named.length === 0) return;
  const connected = await connectedAccounts(call);
  for (const [platform, id] of named) {
    const account = connected.find((candidate) => candidate.id === id && candidate.platform === platform);
    if (!account) throw new AppError('AD_ACCOUNT_NOT_FOUND');
    requireCurrency(content, account);
  }
}

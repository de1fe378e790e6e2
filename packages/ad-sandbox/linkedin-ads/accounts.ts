/** An ad account that exists from the start. Minimum is the floor of a daily budget, a decimal string. */
export type LinkedInAccount = {
  id: string;
  name: string;
  currency: string;
  minimumDailyBudget: string;
  /** The role of every token on this account; a VIEWER reads only. */
  role: 'ACCOUNT_BILLING_ADMIN' | 'ACCOUNT_MANAGER' | 'CAMPAIGN_MANAGER' | 'CREATIVE_MANAGER' | 'VIEWER';
  /** No money can be taken: nothing serves. */
  servingHold?: boolean;
};

/** The sandbox accounts. */
export const linkedInSandboxAccounts: readonly LinkedInAccount[] = [
  {
    id: '512345678',
    name: 'Sandbox Sponsored Account',
    currency: 'USD',
    minimumDailyBudget: '10.00',
    role: 'CAMPAIGN_MANAGER',
  },
  {
    id: '612345678',
    name: 'Sandbox Sponsored Account Europe',
    currency: 'EUR',
    minimumDailyBudget: '8.00',
    role: 'CAMPAIGN_MANAGER',
  },
];

/** The account as the API gives it. */
export function accountBody(account: LinkedInAccount): Record<string, unknown> {
  return {
    id: Number(account.id),
    name: account.name,
    currency: account.currency,
    status: 'ACTIVE',
    type: 'BUSINESS',
    test: true,
    reference: 'urn:li:organization:5000001',
    servingStatuses: [account.servingHold === true ? 'BILLING_HOLD' : 'RUNNABLE'],
    notifiedOnCampaignOptimization: true,
    version: { versionTag: '1' },
  };
}

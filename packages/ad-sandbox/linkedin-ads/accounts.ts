/** An ad account that exists from the start. Minimum is the floor of a daily budget, a decimal string. */
export type LinkedInAccount = {
  id: string;
  name: string;
  currency: string;
  minimumDailyBudget: string;
  /** The role of every token on this account; a VIEWER reads only. */
  role: 'ACCOUNT_BILLING_ADMIN' | 'ACCOUNT_MANAGER' | 'CAMPAIGN_MANAGER' | 'CREATIVE_MANAGER' | 'VIEWER';
  /** What the account is in; ACTIVE without it. */
  status?: 'ACTIVE' | 'CANCELED' | 'DRAFT';
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

function servingStatuses({ status = 'ACTIVE', servingHold }: LinkedInAccount): string[] {
  const holds = [
    ...(status === 'ACTIVE' ? [] : ['STOPPED']),
    ...(servingHold === true ? ['BILLING_HOLD'] : []),
  ];
  return holds.length === 0 ? ['RUNNABLE'] : holds;
}

/** What a token's owner may do in an account, as the API gives it. */
export function accountUserBody({ id, role }: LinkedInAccount): Record<string, unknown> {
  return {
    account: `urn:li:sponsoredAccount:${id}`,
    user: 'urn:li:person:sandbox',
    role,
    version: { versionTag: '1' },
  };
}

/** The account as the API gives it. */
export function accountBody(account: LinkedInAccount): Record<string, unknown> {
  return {
    id: Number(account.id),
    name: account.name,
    currency: account.currency,
    status: account.status ?? 'ACTIVE',
    type: 'BUSINESS',
    test: true,
    reference: 'urn:li:organization:5000001',
    servingStatuses: servingStatuses(account),
    notifiedOnCampaignOptimization: true,
    version: { versionTag: '1' },
  };
}

import type { AccountState } from '../../../contracts/platforms/ad-accounts.ts';
import type { Session, VendorAccount } from '../port.ts';
import type { AccountRole } from './answers.ts';
import type { LinkedInAdsHttp } from './http.ts';
import { ACCOUNT_URN } from './paths.ts';

type Account = {
  id: number;
  name: string;
  currency: string;
  status: string;
  servingStatuses?: string[];
};

/** What an account may be in and still be shown; PENDING_DELETION and REMOVED are gone for people too. */
const SHOWN = ['ACTIVE', 'CANCELED', 'DRAFT'];

/**
 * The ad accounts that the token reaches, with its owner's role in each. LinkedIn's accounts have no managers, and no time zone:
 * their days are UTC days. @throws VendorFailure
 */
export async function reachedAccounts(http: LinkedInAdsHttp, accessToken: string): Promise<VendorAccount[]> {
  const session: Session = {
    account: '',
    loginCustomerId: null,
    currency: '',
    timeZone: 'UTC',
    accessToken: () => Promise.resolve(accessToken),
  };
  const query = { q: 'search', search: { status: { values: SHOWN } } };
  const found = await http.findAll<Account>(session, '/adAccounts', query);
  const roles = await http.accountRoles(session);
  return found.map((account) => ({
    externalId: String(account.id),
    name: account.name,
    currency: account.currency,
    timeZone: 'UTC',
    loginCustomerId: null,
    managers: [],
    access: accessOf(roles, String(account.id)),
    hold: holdOf(account),
  }));
}

/** What an ad account allows the token's owner now. @throws VendorFailure */
export async function readAccountState(http: LinkedInAdsHttp, session: Session): Promise<AccountState> {
  const query = { q: 'search', search: { id: { values: [`${ACCOUNT_URN}${session.account}`] } } };
  const [account] = await http.findAll<Account>(session, '/adAccounts', query);
  const access = accessOf(await http.accountRoles(session), session.account);
  if (account === undefined) return { access, hold: NOT_LISTED };
  return { access, hold: holdOf(account) };
}

/**
 * A role as what it allows (Ad Account Users API, "Ad Account User Role Definitions"). A role that is not known, or none, says
 * nothing.
 */
function accessOf(roles: readonly AccountRole[], id: string): AccountState['access'] {
  switch (roles.find(({ account }) => account === `${ACCOUNT_URN}${id}`)?.role) {
    case 'ACCOUNT_BILLING_ADMIN':
    case 'ACCOUNT_MANAGER':
    case 'CAMPAIGN_MANAGER':
      return 'full';
    case 'CREATIVE_MANAGER':
      return 'limited';
    case 'VIEWER':
      return 'read_only';
    default:
      return 'unknown';
  }
}

type Hold = NonNullable<AccountState['hold']>;

const NOT_LISTED: Hold = {
  code: 'unclear',
  sentence: 'LinkedIn does not list the ad account for this sign-in any more.',
};

/** `status` of an ad account. */
const STATUSES: Readonly<Record<string, Hold | null>> = {
  ACTIVE: null,
  CANCELED: { code: 'cancelled', sentence: 'The ad account was cancelled for good.' },
  DRAFT: { code: 'not_enabled', sentence: 'The ad account is a draft: it was not set up to the end.' },
  PENDING_DELETION: { code: 'closed', sentence: 'The ad account is about to be deleted.' },
  REMOVED: { code: 'closed', sentence: 'The ad account was removed.' },
};

/** `servingStatuses` of an ad account (adAccounts, "System serving statuses"), the reason that says most first. */
const SERVING: readonly [string, Hold][] = [
  ['RESTRICTED_HOLD', { code: 'restricted', sentence: 'LinkedIn has restricted the ad account.' }],
  ['INTERNAL_HOLD', { code: 'suspended', sentence: 'LinkedIn holds the ad account for reasons of its own.' }],
  [
    'BILLING_HOLD',
    { code: 'billing', sentence: 'LinkedIn cannot charge the ad account: look at its billing.' },
  ],
  ['ACCOUNT_TOTAL_BUDGET_HOLD', { code: 'budget', sentence: "The ad account's total budget is spent." }],
  ['ACCOUNT_END_DATE_HOLD', { code: 'ended', sentence: "The ad account's end date has passed." }],
];

function holdOf({ status, servingStatuses = [] }: Account): Hold | null {
  const byStatus = Object.hasOwn(STATUSES, status) ? STATUSES[status] : unclear(status);
  if (byStatus) return byStatus;
  const holds = servingStatuses.filter((one) => one !== 'RUNNABLE');
  const known = SERVING.find(([name]) => holds.includes(name));
  return known?.[1] ?? (holds[0] === undefined ? null : unclear(holds[0]));
}

const unclear = (word: string): Hold => ({
  code: 'unclear',
  sentence: `LinkedIn says “${word}” of the ad account.`,
});

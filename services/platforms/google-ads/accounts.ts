import type { AccountState } from '../../../contracts/platforms/ad-accounts.ts';
import { VendorFailure, type Concern, type Session, type VendorAccount } from '../port.ts';
import { AUTHORIZATION_ERRORS } from './access-errors.ts';
import { walkCustomers, type Customer, type Family, type TreeBounds } from './customer-tree.ts';
import type { Credentials, GoogleAdsHttp } from './http.ts';

type ClientRow = {
  customerClient: {
    id: string;
    level?: string;
    descriptiveName?: string;
    currencyCode?: string;
    timeZone?: string;
    manager?: boolean;
    status?: string;
  };
};

/** Two thousand ad accounts are what a campaign can choose among (services/campaign/content/ad-accounts.ts). */
const TREE_BOUNDS: TreeBounds = { asked: 1_000, accounts: 2_000 };

const FAMILY =
  'SELECT customer_client.id, customer_client.level, customer_client.descriptive_name, customer_client.currency_code, ' +
  'customer_client.time_zone, customer_client.manager, customer_client.status FROM customer_client ' +
  'WHERE customer_client.level <= 1';

/**
 * The ad accounts that a token reaches: those that the person was invited to, and everything below the manager accounts that
 * they were invited to. Manager accounts hold no campaigns and are the way to the others.
 * @throws VendorFailure
 */
export async function reachedAccounts(
  http: GoogleAdsHttp,
  by: Credentials,
  bounds: TreeBounds = TREE_BOUNDS,
): Promise<VendorAccount[]> {
  const names = await http.accessibleCustomers(by);
  const roots = names.map((name) => name.slice('customers/'.length));
  const found = await walkCustomers(roots, (id, login) => readFamily(http, by, id, login), bounds);
  return found.map(({ id, name, currency, timeZone, status, managers }) => ({
    externalId: id,
    name,
    currency,
    timeZone,
    loginCustomerId: managers[0]?.externalId ?? null,
    managers: [...managers],
    access: 'unknown', // Google tells whom an account has invited, not which of them has signed in
    hold: holdOf(status),
  }));
}

/** What is wrong with whoever calls, and not with one customer. */
const OF_EVERY_CALL: ReadonlySet<Concern | null> = new Set(['application', 'developer-token']);

/** A customer and its clients; null when Google lists it but refuses access (it is closed, or reached only by a manager account). */
async function readFamily(
  http: GoogleAdsHttp,
  { accessToken, developerToken }: Credentials,
  account: string,
  loginCustomerId: string,
): Promise<Family | null> {
  const session: Session = {
    account,
    loginCustomerId,
    currency: '',
    timeZone: 'UTC',
    accessToken: () => Promise.resolve(accessToken),
    developerToken: () => Promise.resolve(developerToken),
  };
  try {
    const rows = await http.search<ClientRow>(session, FAMILY);
    const customers = rows.map(({ customerClient }) => customerOf(customerClient));
    const self = customers.find(({ id }) => id === account);
    return self === undefined ? null : { self, clients: customers.filter(({ id }) => id !== account) };
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'forbidden' && !OF_EVERY_CALL.has(error.concerns))
      return null;
    throw error;
  }
}

function customerOf(row: ClientRow['customerClient']): Customer {
  return {
    id: row.id,
    name: row.descriptiveName ?? row.id,
    currency: row.currencyCode ?? '',
    timeZone: row.timeZone ?? 'UTC',
    isManager: row.manager === true,
    status: row.status ?? 'UNKNOWN',
  };
}

const NOT_ENABLED = new Set(['CUSTOMER_NOT_ENABLED', 'INCOMPLETE_SIGNUP', 'MISSING_TOS']);
const SUSPENDED = 'ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT';

/** Whether Google lets an ad account work. It does not say what the sign-in may do in it. @throws VendorFailure */
export async function readAccountState(http: GoogleAdsHttp, session: Session): Promise<AccountState> {
  try {
    const query = 'SELECT customer.id, customer.status FROM customer';
    const [row] = await http.search<{ customer: { status?: string } }>(session, query);
    return { access: 'unknown', hold: holdOf(row?.customer.status ?? 'UNKNOWN') };
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'forbidden') throw error;
    const sentence = AUTHORIZATION_ERRORS[error.code]?.sentence ?? error.message;
    if (error.code === SUSPENDED) return { access: 'unknown', hold: { code: 'suspended', sentence } };
    if (NOT_ENABLED.has(error.code)) return { access: 'unknown', hold: { code: 'not_enabled', sentence } };
    throw error;
  }
}

/** CustomerStatusEnum (v25): what keeps an ad account from serving; null for one that is enabled. */
function holdOf(status: string): AccountState['hold'] {
  switch (status) {
    case 'ENABLED':
      return null;
    case 'SUSPENDED':
      return { code: 'suspended', sentence: 'Google has suspended the ad account.' };
    case 'CANCELED':
      return {
        code: 'cancelled',
        sentence: 'The ad account was cancelled; an administrator can reactivate it.',
      };
    case 'CLOSED':
      return { code: 'closed', sentence: 'Google has closed the ad account for good.' };
    default:
      return { code: 'unclear', sentence: `Google says “${status}” of the ad account.` };
  }
}

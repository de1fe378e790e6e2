import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type PlatformOAuth, type VendorAccount } from '../port.ts';
import { consentUrl, revokeToken, tokenGrants } from '../vendor/oauth.ts';
import type { GoogleAdsHttp } from './http.ts';
import type { GoogleAdsSettings } from './settings.ts';

const SCOPE = 'https://www.googleapis.com/auth/adwords';

type CustomerRow = {
  customer?: {
    id?: string;
    descriptiveName?: string;
    currencyCode?: string;
    timeZone?: string;
    manager?: boolean;
    status?: string;
  };
};

/**
 * OAuth 2.0 for Google with offline access. Consent is requested each time, because only then Google answers a refresh
 * token.
 */
export function googleOAuth(settings: GoogleAdsSettings, http: GoogleAdsHttp, clock: Clock): PlatformOAuth {
  return {
    authorizeUrl: (request) =>
      consentUrl(settings, SCOPE, request, { access_type: 'offline', prompt: 'consent' }),
    ...tokenGrants(PLATFORM_NAMES['google-ads'], settings, clock),
    revoke: (token) => revokeToken(PLATFORM_NAMES['google-ads'], settings, { token }),
    accounts: (accessToken) => accounts(http, accessToken),
  };
}

/** The enabled ad accounts that the token reaches; manager accounts are left out. */
async function accounts(http: GoogleAdsHttp, accessToken: string): Promise<VendorAccount[]> {
  const reachable: VendorAccount[] = [];
  for (const resourceName of await http.accessibleCustomers(accessToken)) {
    const id = resourceName.slice('customers/'.length);
    const customer = await readCustomer(http, accessToken, id);
    if (customer === null || customer.manager === true || (customer.status ?? 'ENABLED') !== 'ENABLED')
      continue;
    reachable.push({
      externalId: id,
      name: customer.descriptiveName ?? id,
      currency: customer.currencyCode ?? '',
      timeZone: customer.timeZone ?? 'UTC',
    });
  }
  return reachable;
}

/**
 * A customer; null when Google lists it but refuses access (it is closed or suspended, or reached only through a manager account).
 */
async function readCustomer(
  http: GoogleAdsHttp,
  accessToken: string,
  account: string,
): Promise<NonNullable<CustomerRow['customer']> | null> {
  const session = { account, currency: '', timeZone: 'UTC', accessToken: () => Promise.resolve(accessToken) };
  const query =
    'SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, ' +
    'customer.manager, customer.status FROM customer';
  try {
    const [row] = await http.search<CustomerRow>(session, query);
    return row?.customer ?? null;
  } catch (error) {
    if (error instanceof VendorFailure && error.kind === 'forbidden' && error.concerns !== 'application')
      return null;
    throw error;
  }
}

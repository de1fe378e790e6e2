import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { PlatformOAuth, VendorAccount } from '../port.ts';
import { consentUrl, revokeToken, tokenGrants } from '../vendor/oauth.ts';
import type { LinkedInAdsHttp } from './http.ts';
import type { LinkedInAdsSettings } from './settings.ts';

const SCOPES = 'r_ads rw_ads r_ads_reporting';

/** OAuth 2.0 for LinkedIn. Only approved partners get a refresh token; for others `refreshToken` is null. */
export function linkedInOAuth(
  settings: LinkedInAdsSettings,
  http: LinkedInAdsHttp,
  clock: Clock,
): PlatformOAuth {
  return {
    authorizeUrl: (request) => consentUrl(settings, SCOPES, request),
    ...tokenGrants(PLATFORM_NAMES['linkedin-ads'], settings, clock),
    revoke: (token) =>
      revokeToken(PLATFORM_NAMES['linkedin-ads'], settings, {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        token,
      }),
    accounts: (accessToken) => accounts(http, accessToken),
  };
}

/** The active ad accounts that the token reaches. LinkedIn's accounts have no time zone: their days are UTC days. */
async function accounts(http: LinkedInAdsHttp, accessToken: string): Promise<VendorAccount[]> {
  const session = {
    account: '',
    currency: '',
    timeZone: 'UTC',
    accessToken: () => Promise.resolve(accessToken),
  };
  const found = await http.findAll<{ id: number; name: string; currency: string }>(session, '/adAccounts', {
    q: 'search',
    search: { status: { values: ['ACTIVE'] } },
  });
  return found.map(({ id, name, currency }) => ({ externalId: String(id), name, currency, timeZone: 'UTC' }));
}

import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { PlatformOAuth } from '../port.ts';
import { consentUrl, revokeToken, tokenGrants } from '../vendor/oauth.ts';
import { reachedAccounts, readAccountState } from './accounts.ts';
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
    accounts: (accessToken) => reachedAccounts(http, accessToken),
    accountState: (session) => readAccountState(http, session),
  };
}

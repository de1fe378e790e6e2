import type { Clock } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { PlatformOAuth } from '../port.ts';
import { consentUrl, revokeToken, tokenGrants } from '../vendor/oauth.ts';
import { reachedAccounts, readAccountState } from './accounts.ts';
import type { GoogleAdsHttp } from './http.ts';
import type { GoogleAdsSettings } from './settings.ts';

const SCOPE = 'https://www.googleapis.com/auth/adwords';

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
    accounts: (accessToken, developerToken = null) =>
      reachedAccounts(http, { accessToken, developerToken }, settings.treeBounds),
    accountState: (session) => readAccountState(http, session),
  };
}

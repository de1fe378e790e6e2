import type { Platform } from '../../contracts/values.ts';
import type { Platforms } from './deps.ts';
import { googleAds } from './google-ads/adapter.ts';
import { linkedInAds } from './linkedin-ads/adapter.ts';
import type { PlatformsSettings } from './settings.ts';

/**
 * Both ad platforms with their settings. A platform without a registered application is included, because its rules are
 * needed for checks; no account can be connected there (`connectablePlatforms`).
 */
export function platformsOf(settings: PlatformsSettings): Platforms {
  const google = googleAds({
    apiUrl: settings.GOOGLE_ADS_URL,
    apiVersion: settings.GOOGLE_ADS_VERSION,
    authorizeUrl: settings.GOOGLE_ADS_AUTHORIZE_URL,
    tokenUrl: settings.GOOGLE_ADS_TOKEN_URL,
    revokeUrl: settings.GOOGLE_ADS_REVOKE_URL,
    clientId: settings.GOOGLE_ADS_CLIENT_ID ?? '',
    clientSecret: settings.GOOGLE_ADS_CLIENT_SECRET ?? '',
    timeoutMs: settings.PLATFORM_TIMEOUT_MS,
    updateQuietPeriodMs: settings.PLATFORM_QUIET_MS,
    startLeadMs: settings.PLATFORM_START_LEAD_MS,
    developerToken: settings.GOOGLE_ADS_DEVELOPER_TOKEN,
  });
  const linkedIn = linkedInAds({
    apiUrl: `${settings.LINKEDIN_ADS_URL}/rest`,
    apiVersion: settings.LINKEDIN_ADS_VERSION,
    authorizeUrl: settings.LINKEDIN_ADS_AUTHORIZE_URL,
    tokenUrl: settings.LINKEDIN_ADS_TOKEN_URL,
    revokeUrl: settings.LINKEDIN_ADS_REVOKE_URL,
    clientId: settings.LINKEDIN_ADS_CLIENT_ID ?? '',
    clientSecret: settings.LINKEDIN_ADS_CLIENT_SECRET ?? '',
    timeoutMs: settings.PLATFORM_TIMEOUT_MS,
    quietPeriodMs: settings.PLATFORM_QUIET_MS,
    propagationMs: settings.PLATFORM_PROPAGATION_MS,
    startLeadMs: settings.PLATFORM_START_LEAD_MS,
  });
  return new Map([
    [google.platform, google],
    [linkedIn.platform, linkedIn],
  ]);
}

/** The platforms at which an application of ours is registered, so that ad accounts can be connected. */
export function connectablePlatforms(settings: PlatformsSettings): ReadonlySet<Platform> {
  const platforms: Platform[] = [];
  if (settings.GOOGLE_ADS_CLIENT_ID && settings.GOOGLE_ADS_CLIENT_SECRET) platforms.push('google-ads');
  if (settings.LINKEDIN_ADS_CLIENT_ID && settings.LINKEDIN_ADS_CLIENT_SECRET) platforms.push('linkedin-ads');
  return new Set(platforms);
}

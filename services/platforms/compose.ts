import type { Platform } from '../../contracts/values.ts';
import type { Config } from '../../lib/config.ts';
import type { Platforms } from './deps.ts';
import { googleAds } from './google-ads/adapter.ts';
import { linkedInAds } from './linkedin-ads/adapter.ts';

/** Both ad platforms as the settings say; each takes its rules along even where no application is registered. */
export function platformsOf(config: Config): Platforms {
  const google = googleAds({
    apiUrl: config.GOOGLE_ADS_URL,
    apiVersion: config.GOOGLE_ADS_VERSION,
    authorizeUrl: config.GOOGLE_ADS_AUTHORIZE_URL,
    tokenUrl: config.GOOGLE_ADS_TOKEN_URL,
    clientId: config.GOOGLE_ADS_CLIENT_ID ?? '',
    clientSecret: config.GOOGLE_ADS_CLIENT_SECRET ?? '',
    timeoutMs: config.PLATFORM_TIMEOUT_MS,
  });
  const linkedIn = linkedInAds({
    apiUrl: `${config.LINKEDIN_ADS_URL}/rest`,
    apiVersion: config.LINKEDIN_ADS_VERSION,
    authorizeUrl: config.LINKEDIN_ADS_AUTHORIZE_URL,
    tokenUrl: config.LINKEDIN_ADS_TOKEN_URL,
    clientId: config.LINKEDIN_ADS_CLIENT_ID ?? '',
    clientSecret: config.LINKEDIN_ADS_CLIENT_SECRET ?? '',
    timeoutMs: config.PLATFORM_TIMEOUT_MS,
    quietPeriodMs: config.PLATFORM_QUIET_MS,
  });
  return new Map([
    [google.platform, google],
    [linkedIn.platform, linkedIn],
  ]);
}

/** Platforms at which this product is registered: an account can be connected there. */
export function connectablePlatforms(config: Config): ReadonlySet<Platform> {
  const platforms: Platform[] = [];
  if (config.GOOGLE_ADS_CLIENT_ID && config.GOOGLE_ADS_CLIENT_SECRET) platforms.push('google-ads');
  if (config.LINKEDIN_ADS_CLIENT_ID && config.LINKEDIN_ADS_CLIENT_SECRET) platforms.push('linkedin-ads');
  return new Set(platforms);
}

import { z } from 'zod';
import { defineSettings, port, rotatedSecret, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { publicAddress } from '../../mixins/node-settings.ts';
import { databaseSettings } from '../../storage/settings.ts';

/** The settings of the platforms service: the key that seals OAuth tokens, and our application at each ad platform. */
export const platformsSettings = defineSettings({
  includes: [databaseSettings, publicAddress],
  shape: {
    PLATFORMS_SERVICE_PORT: port(3005),
    PLATFORM_TOKENS_KEY: rotatedSecret.optional(),
    PLATFORM_TIMEOUT_MS: wholeNumber(20_000),
    PLATFORM_QUIET_MS: wholeNumber(180_000, 0),
    PLATFORM_RETRY_MS: wholeNumber(1_000),
    PLATFORM_PAUSE_AGAIN_MS: wholeNumber(5_000),
    PLATFORM_PROPAGATION_MS: wholeNumber(10_000, 0),
    PLATFORM_START_LEAD_MS: wholeNumber(300_000, 0),
    PLATFORM_DELIVERY_MS: wholeNumber(900_000, 1_000),
    PLATFORM_DELIVERY_QUICK_MS: wholeNumber(10_000),
    PLATFORM_DELIVERY_STALE_MS: wholeNumber(7_200_000, 1_000),
    PLATFORM_FIGURES_MS: wholeNumber(3_600_000, 1_000),
    PLATFORM_FIGURES_QUICK_MS: wholeNumber(10_000),
    PLATFORM_FIGURES_STALE_MS: wholeNumber(10_800_000, 1_000),
    PLATFORM_FIGURES_RECENT_DAYS: wholeNumber(3, 1),
    PLATFORM_FIGURES_RESTATED_DAYS: wholeNumber(30, 1),
    PLATFORM_FIGURES_RESTATED_MS: wholeNumber(86_400_000, 1_000),
    PLATFORM_FIGURES_FIRST_DAYS: wholeNumber(90, 1),
    GOOGLE_ADS_CLIENT_ID: z.string().optional(),
    GOOGLE_ADS_CLIENT_SECRET: z.string().optional(),
    GOOGLE_ADS_DEVELOPER_TOKEN: z.string().optional(),
    GOOGLE_ADS_URL: z.url().default('https://googleads.googleapis.com'),
    GOOGLE_ADS_VERSION: z.string().default('v26'),
    GOOGLE_ADS_AUTHORIZE_URL: z.url().default('https://accounts.google.com/o/oauth2/v2/auth'),
    GOOGLE_ADS_TOKEN_URL: z.url().default('https://oauth2.googleapis.com/token'),
    GOOGLE_ADS_REVOKE_URL: z.url().default('https://oauth2.googleapis.com/revoke'),
    LINKEDIN_ADS_CLIENT_ID: z.string().optional(),
    LINKEDIN_ADS_CLIENT_SECRET: z.string().optional(),
    LINKEDIN_ADS_URL: z.url().default('https://api.linkedin.com'),
    LINKEDIN_ADS_VERSION: z.string().default('202609'),
    LINKEDIN_ADS_AUTHORIZE_URL: z.url().default('https://www.linkedin.com/oauth/v2/authorization'),
    LINKEDIN_ADS_TOKEN_URL: z.url().default('https://www.linkedin.com/oauth/v2/accessToken'),
    LINKEDIN_ADS_REVOKE_URL: z.url().default('https://www.linkedin.com/oauth/v2/revoke'),
  },
  secrets: ['PLATFORM_TOKENS_KEY'],
  neededInProduction: ['PLATFORM_TOKENS_KEY'],
  derive: ({ PLATFORMS_SERVICE_PORT, ...values }) => ({ ...values, port: PLATFORMS_SERVICE_PORT }),
});
export type PlatformsSettings = ValuesOf<typeof platformsSettings>;

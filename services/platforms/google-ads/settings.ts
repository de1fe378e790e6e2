import type { OAuthSettings } from '../vendor/oauth.ts';
import type { GoogleAdsLimits } from '../../../rules/google-ads/limits.ts';

/** Where Google Ads is and how it is spoken to. URLs and version are data: the vendor changes them four times a year. */
export type GoogleAdsSettings = OAuthSettings & {
  /** E.g. `https://googleads.googleapis.com`, without the version. */
  apiUrl: string;
  /** E.g. `v26`. */
  apiVersion: string;
  /** Ignored by the vendor since 2026-09-09; sent only when given. */
  developerToken?: string;
  /** The manager account through which the ad accounts are reached, digits only. */
  loginCustomerId?: string;
  /** After an unknown outcome; 0 because a name is unique and a repeat is refused. */
  quietPeriodMs?: number;
  limits?: Partial<GoogleAdsLimits>;
};

import type { OAuthSettings } from '../vendor/oauth.ts';
import type { LinkedInAdsLimits } from '../../../rules/linkedin-ads/limits.ts';

/** Where LinkedIn Marketing is and how it is spoken to. The version is data: the vendor retires one each month. */
export type LinkedInAdsSettings = OAuthSettings & {
  /** E.g. `https://api.linkedin.com/rest`. */
  apiUrl: string;
  /** YYYYMM, e.g. `202609`. */
  apiVersion: string;
  /** How long a new object may stay invisible to the finders; 180 s unless given. */
  searchLagMs?: number;
  /** After an unknown outcome; the longer of time-out and search lag unless given. */
  quietPeriodMs?: number;
  limits?: Partial<LinkedInAdsLimits>;
};

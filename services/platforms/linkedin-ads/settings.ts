import type { OAuthSettings } from '../vendor/oauth.ts';
import type { LinkedInAdsLimits } from '../../../rules/linkedin-ads/limits.ts';

/** How LinkedIn Marketing is reached. The version is a setting, because LinkedIn retires one each month. */
export type LinkedInAdsSettings = OAuthSettings & {
  /** E.g. `https://api.linkedin.com/rest`. */
  apiUrl: string;
  /** YYYYMM, e.g. `202609`. */
  apiVersion: string;
  /** How long after its creation an object may be missing from searches; 180 s by default. */
  searchLagMs?: number;
  /** The wait after an unknown outcome; by default the longer of time-out and search lag. */
  quietPeriodMs?: number;
  /** How long what was just created may be called gone; 10 s by default. */
  propagationMs?: number;
  /** How far ahead a start of "now" is sent; 0 by default. */
  startLeadMs?: number;
  limits?: Partial<LinkedInAdsLimits>;
};

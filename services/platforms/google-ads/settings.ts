import type { OAuthSettings } from '../vendor/oauth.ts';
import type { TreeBounds } from './customer-tree.ts';
import type { GoogleAdsLimits } from '../../../rules/google-ads/limits.ts';

/**
 * How Google Ads is reached. URLs and version are settings, because Google publishes new versions several times a year.
 */
export type GoogleAdsSettings = OAuthSettings & {
  /** E.g. `https://googleads.googleapis.com`, without the version. */
  apiUrl: string;
  /** E.g. `v26`. */
  apiVersion: string;
  /** Sent where a connection brings none of its own; only when given. The vendor says that it ignores them since 2026-09-09. */
  developerToken?: string | undefined;
  /** How many customers one sign-in may reach. */
  treeBounds?: TreeBounds;
  /** The wait after an unknown outcome; 0 by default, because names are unique and a repeat is refused. */
  quietPeriodMs?: number;
  /** The wait after an unknown outcome of an update; 180 s by default. */
  updateQuietPeriodMs?: number;
  /** How far ahead a start of "now" is sent; 0 by default. */
  startLeadMs?: number;
  limits?: Partial<GoogleAdsLimits>;
};

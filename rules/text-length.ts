import type { Platform } from '../contracts/values.ts';
import { characterCount } from './display-width.ts';
import { searchTextWidth } from './google-ads/search-text.ts';

/** The length of an ad's text as the platform counts it against its limits. */
export function textLength(platform: Platform, text: string): number {
  return platform === 'google-ads' ? searchTextWidth(text) : characterCount(text);
}

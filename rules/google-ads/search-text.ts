import { displayWidth } from '../display-width.ts';

/** `{KeyWord:default}`, `{LOCATION(City):default}`: shown as their default text where nothing else fits. */
const TAG = /\{(?:keyword|location)(?:\([^)]*\))?:([^}]*)\}/gi;

/**
 * The length of a search ad's text as Google counts it against a limit. A letter of a double-width language counts two
 * (support.google.com/google-ads/answer/1704389); keyword and location insertion count as their default text
 * (support.google.com/google-ads/answer/2454041). Other tags count as they are written, which is never too little.
 */
export function searchTextWidth(text: string): number {
  return displayWidth(text.replace(TAG, '$1'));
}

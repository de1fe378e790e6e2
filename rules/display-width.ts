import { EAST_ASIAN_WIDE } from './east-asian-wide.ts';

const WIDE: readonly (readonly [first: number, last: number])[] = EAST_ASIAN_WIDE.ranges
  .trim()
  .split(/\s+/)
  .map((range) => {
    const [first = '', last = first] = range.split('-');
    return [parseInt(first, 16), parseInt(last, 16)];
  });
const FIRST_WIDE = WIDE[0]?.[0] ?? 0;

/**
 * How much room a text takes: 2 for each character that is wide or full-width in East Asian typography, 1 for every
 * other code point. An empty text takes 0.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

/** How many characters a text has, as people count them on a keyboard: Unicode code points, each as one. */
export function characterCount(text: string): number {
  return [...text].length;
}

function isWide(point: number): boolean {
  if (point < FIRST_WIDE) return false;
  let [low, high] = [0, WIDE.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = WIDE[middle] ?? [0, 0];
    if (point < first) high = middle - 1;
    else if (point > last) low = middle + 1;
    else return true;
  }
  return false;
}

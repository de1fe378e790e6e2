import { searchTextWidth } from '../../google-ads/search-text.ts';
import type { Say } from '../say.ts';

export type PinnedText = { text: string; pin?: number | undefined };
export type TextsRule = { least: number; most: number; width: number; pins: number };

/**
 * The headlines or the descriptions of one responsive search ad: how many, how wide, where pinned, and that they differ.
 * Google refuses a text that is there twice (AssetError.DUPLICATE_ASSET). Whether letter case makes a difference is
 * written nowhere, so that is a warning: Google's help asks for distinct texts (support.google.com/google-ads/answer/7684791).
 */
export function checkTexts(texts: readonly PinnedText[], path: string, rule: TextsRule, say: Say): void {
  if (texts.length < rule.least)
    say('error', 'TEXTS_TOO_FEW', path, `At least ${rule.least} are needed; there are ${texts.length}.`);
  if (texts.length > rule.most)
    say('error', 'TEXTS_TOO_MANY', path, `At most ${rule.most} are taken; there are ${texts.length}.`);
  texts.forEach(({ text, pin }, index) => {
    checkWidth(text, `${path}.${index}.text`, rule.width, say);
    if (pin !== undefined && pin > rule.pins)
      say('error', 'PIN_INVALID', `${path}.${index}.pin`, `There are ${rule.pins} positions to pin to.`);
  });
  checkDistinct(
    texts.map(({ text }) => text),
    path,
    say,
  );
}

/** One text of a search ad: not empty, and no wider than `width`. */
export function checkWidth(text: string, path: string, width: number, say: Say): void {
  const own = searchTextWidth(text);
  if (own > width) say('error', 'TEXT_TOO_LONG', path, `The text takes ${own} of ${width} letters.`);
  if (text.trim() === '') say('error', 'TEXT_EMPTY', path, 'The text is empty.');
}

/** Texts that read the same: letter case, spaces and full-width letters aside. */
export function sameReading(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function checkDistinct(texts: readonly string[], path: string, say: Say): void {
  const exact = new Set<string>();
  const readings = new Set<string>();
  texts.forEach((text, index) => {
    const here = `${path}.${index}.text`;
    const reading = sameReading(text);
    if (exact.has(text)) say('error', 'TEXT_REPEATED', here, 'The same text is there twice.');
    else if (readings.has(reading))
      say('warning', 'TEXT_SIMILAR', here, 'Another text differs in letter case, spaces or width only.');
    exact.add(text);
    readings.add(reading);
  });
}

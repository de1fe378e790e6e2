import type { AdGroup } from '../../../contracts/structure.ts';
import { characterCount } from '../../display-width.ts';
import { GOOGLE_ADS_LIMITS, KEYWORD_REFUSED, type GoogleAdsLimits } from '../../google-ads/limits.ts';
import { readKeywordNotation } from '../../google-ads/keyword-notation.ts';
import type { CheckCode } from '../codes.ts';
import type { Say } from '../say.ts';

type Keyword = AdGroup['keywords'][number];

/** The keywords of a list: what Google refuses, and what is there twice (made once; letter case makes no difference). */
export function checkKeywords(
  keywords: readonly Keyword[],
  path: string,
  limits: GoogleAdsLimits,
  say: Say,
): void {
  const seen = new Set<string>();
  keywords.forEach((keyword, index) => {
    const here = `${path}.${index}.text`;
    for (const { code, message } of keywordFaults(keyword.text, limits)) say('error', code, here, message);
    const key = `${keyword.matchType} ${keyword.text.toLowerCase()}`;
    if (seen.has(key))
      say('loss', 'KEYWORD_REPEATED', here, 'The same keyword is there twice; it is made once.');
    seen.add(key);
  });
}

/** What Google refuses in one keyword's text, as codes with sentences; empty when Google takes it. */
export function keywordFaults(
  text: string,
  limits: GoogleAdsLimits = GOOGLE_ADS_LIMITS,
): { code: CheckCode; message: string }[] {
  const faults: { code: CheckCode; message: string }[] = [];
  if (text.trim() === '') faults.push({ code: 'KEYWORD_EMPTY', message: 'The keyword is empty.' });
  if (characterCount(text) > limits.keywordCharacters)
    faults.push({
      code: 'KEYWORD_TOO_LONG',
      message: `A keyword has at most ${limits.keywordCharacters} characters.`,
    });
  if (text.trim().split(/\s+/u).length > limits.keywordWords)
    faults.push({
      code: 'KEYWORD_TOO_MANY_WORDS',
      message: `A keyword has at most ${limits.keywordWords} words.`,
    });
  const read = readKeywordNotation(text);
  if (read !== null)
    faults.push({
      code: 'KEYWORD_NOTATION',
      message: `This is the notation of a match type, and Google Ads would take its marks for a part of the keyword: write the text “${read.text}” with the match type ${read.matchType}.`,
    });
  if (KEYWORD_REFUSED.test(text))
    faults.push({
      code: 'KEYWORD_CHARACTERS',
      message: 'The keyword has a character that Google Ads refuses.',
    });
  return faults;
}

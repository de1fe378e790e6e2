import type { AdGroup, Check } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { keywordFaults } from '../../../../rules/checks/google-ads/keywords.ts';
import { hasInvisible } from '../../../../lib/visible-text.ts';
import { textFaults } from './text-faults.ts';

type Keyword = AdGroup['keywords'][number];

/** Characters that people would read as a match type or as taken away, although Google accepts them. */
const MISREAD = /[*"[\]]|^[-+]/u;

/** True when Google takes a keyword's text and people read it as it is meant. */
export function isKeyword(text: string): boolean {
  return keywordProblem(text) === null;
}

/** The first thing that is wrong with a keyword's text, by Google's rules or by ours, as a sentence; null when nothing is. */
export function keywordProblem(text: string): string | null {
  return keywordFaults(text)[0]?.message ?? misreading(text);
}

/** What only this service judges of an ad group's keywords, where search is among the platforms. */
export function checkKeywordStyle(group: AdGroup, path: string, platforms: readonly Platform[]): Check[] {
  if (!platforms.includes('google-ads')) return [];
  return [
    ...group.keywords.flatMap((k, i) => checkReading(k, `${path}.keywords.${i}`)),
    ...group.negativeKeywords.flatMap((k, i) => checkReading(k, `${path}.negativeKeywords.${i}`)),
    ...conflicts(group, path),
  ];
}

/** The style of an ad group's name; people read it, platforms show it in reports and exports. */
export function checkAdGroupName(name: string, path: string, product: string): Check[] {
  return textFaults(name, product)
    .filter((fault) => fault.code !== 'TEXT_SHOUTING')
    .map((fault) => ({ ...finding(fault.code, path, `The name ${fault.message}.`), platform: null }));
}

/** True when a negative keyword would keep a keyword's own searches away: all its words occur in the keyword. */
export function blocks(negative: Keyword, keyword: Keyword): boolean {
  const own = ` ${keyword.text.toLowerCase()} `;
  const text = negative.text.toLowerCase();
  switch (negative.matchType) {
    case 'exact':
      return own.trim() === text;
    case 'phrase':
      return own.includes(` ${text} `);
    case 'broad':
      return text.split(/\s+/u).every((word) => own.includes(` ${word} `));
  }
}

function checkReading({ text }: Keyword, path: string): Check[] {
  const message = misreading(text);
  return message === null ? [] : [finding('KEYWORD_INVALID', `${path}.text`, message)];
}

function misreading(text: string): string | null {
  if (!MISREAD.test(text) && !hasInvisible(text) && /[\p{L}\p{N}]/u.test(text)) return null;
  return `“${text}” would be misread as a keyword.`;
}

function conflicts(group: AdGroup, path: string): Check[] {
  return group.negativeKeywords.flatMap((negative, i) => {
    const blocked = group.keywords.find((keyword) => blocks(negative, keyword));
    if (blocked === undefined) return [];
    const message = `“${negative.text}” would keep “${blocked.text}” from being shown.`;
    return [finding('KEYWORD_BLOCKED', `${path}.negativeKeywords.${i}`, message)];
  });
}

function finding(code: string, path: string, message: string): Check {
  return { platform: 'google-ads', severity: 'error', code, path, message };
}

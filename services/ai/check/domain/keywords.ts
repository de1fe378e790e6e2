import type { AdGroup, Check } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { hasInvisible } from '../../brief/domain/clean.ts';
import { LIMITS } from './platform-limits.ts';
import { textFaults } from './text-faults.ts';
import { displayWidth } from './width.ts';

type Keyword = AdGroup['keywords'][number];

/** Characters that Google refuses in a keyword (KEYWORD_HAS_INVALID_CHARS). */
const REFUSED = /[,!@%^()={}~`<>?\\|;*"[\]]|^[-+=]/u;

/** Faults of one keyword's text, as codes with sentences; empty when Google takes it. */
export function keywordFaults(text: string): { code: string; message: string }[] {
  const { characters, words } = LIMITS.keyword;
  const faults: { code: string; message: string }[] = [];
  if (displayWidth(text) > characters) {
    faults.push({ code: 'KEYWORD_TOO_LONG', message: `A keyword has at most ${characters} characters.` });
  }
  if (text.trim().split(/\s+/u).length > words) {
    faults.push({ code: 'KEYWORD_TOO_MANY_WORDS', message: `A keyword has at most ${words} words.` });
  }
  if (REFUSED.test(text) || hasInvisible(text) || !/[\p{L}\p{N}]/u.test(text)) {
    faults.push({ code: 'KEYWORD_INVALID', message: `“${text}” has characters that a keyword cannot have.` });
  }
  return faults;
}

/** The checks of an ad group's keywords, where search is among the platforms. */
export function checkKeywords(group: AdGroup, path: string, platforms: readonly Platform[]): Check[] {
  if (!platforms.includes('google-ads')) return [];
  const checks = [
    ...group.keywords.flatMap((k, i) => checkKeyword(k, `${path}.keywords.${i}`)),
    ...group.negativeKeywords.flatMap((k, i) => checkKeyword(k, `${path}.negativeKeywords.${i}`)),
    ...duplicates(group.keywords, `${path}.keywords`),
    ...duplicates(group.negativeKeywords, `${path}.negativeKeywords`),
    ...conflicts(group, path),
  ];
  if (group.keywords.length === 0 && group.ads.some((ad) => ad.format === 'responsive_search')) {
    checks.push(
      finding(
        'error',
        'KEYWORDS_MISSING',
        `${path}.keywords`,
        'A search ad group needs keywords to be shown.',
      ),
    );
  }
  return checks;
}

/** The checks of an ad group's name; people read it, platforms show it in reports and exports. */
export function checkAdGroupName(name: string, path: string, product: string): Check[] {
  const faults = textFaults(name, product).filter((f) => f.code !== 'TEXT_SHOUTING');
  const checks: Check[] = faults.map((f) => ({
    ...finding('error', f.code, path, `The name ${f.message}.`),
    platform: null,
  }));
  if (new TextEncoder().encode(name).length > LIMITS.adGroupName.bytes) {
    checks.push(
      finding('error', 'NAME_TOO_LONG', path, `A name has at most ${LIMITS.adGroupName.bytes} bytes.`),
    );
  }
  return checks;
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

function checkKeyword(keyword: Keyword, path: string): Check[] {
  return keywordFaults(keyword.text).map((f) => finding('error', f.code, `${path}.text`, f.message));
}

function duplicates(keywords: readonly Keyword[], path: string): Check[] {
  const seen = new Set<string>();
  return keywords.flatMap((keyword, i) => {
    const key = `${keyword.matchType} ${keyword.text.toLowerCase()}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [finding('error', 'KEYWORD_DUPLICATE', `${path}.${i}`, `“${keyword.text}” is there twice.`)];
  });
}

function conflicts(group: AdGroup, path: string): Check[] {
  return group.negativeKeywords.flatMap((negative, i) => {
    const blocked = group.keywords.find((keyword) => blocks(negative, keyword));
    if (blocked === undefined) return [];
    const message = `“${negative.text}” would keep “${blocked.text}” from being shown.`;
    return [finding('error', 'KEYWORD_BLOCKED', `${path}.negativeKeywords.${i}`, message)];
  });
}

function finding(severity: Check['severity'], code: string, path: string, message: string): Check {
  return { platform: 'google-ads', severity, code, path, message };
}

/** A keyword without its notation, and the match type that the notation stands for. */
export type ReadKeyword = { text: string; matchType: 'exact' | 'phrase' | 'broad' };

/**
 * Reads the notation in which people write match types in Google's own pages and in spreadsheets: `[running shoes]` is exact,
 * `"running shoes"` phrase, and `+running +shoes`, which Google has treated as phrase since it
 * retired the modifier in July 2021, too. The API would take the marks for a part of the keyword. Null for a text
 * without such notation.
 */
export function readKeywordNotation(written: string): ReadKeyword | null {
  const text = written.trim();
  const exact = /^\[\s*([^[\]]*\S)\s*\]$/u.exec(text)?.[1];
  if (exact !== undefined) return { text: exact, matchType: 'exact' };
  const phrase = /^["“”„]\s*([^"“”„]*[^"“”„\s])\s*["“”„]$/u.exec(text)?.[1];
  if (phrase !== undefined) return { text: phrase, matchType: 'phrase' };
  const words = text.split(/\s+/u);
  const isModified = words.some((word) => /^\+[^+\s]/u.test(word));
  if (isModified)
    return { text: words.map((word) => word.replace(/^\+/u, '')).join(' '), matchType: 'phrase' };
  return null;
}

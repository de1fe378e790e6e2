import type { ResponsiveSearchFields } from './map.ts';
import { contentKey, nameKey } from '../vendor/object-names.ts';

/** The key of a location or language: the vendor's own id, so `DE` and `google:2276` are one object. */
export function criterionKey(kind: 'location' | 'language', id: string): string {
  return `${kind}/${id}`;
}

/** The key of an ad group follows its name: reordering changes nothing, renaming makes a new one. */
export function adGroupKey(name: string): string {
  return `ad-group/${nameKey(name)}`;
}

/** The key of a keyword follows its text (letter case aside) and match type; the vendor cannot change either. */
export function keywordKey(group: string, negative: boolean, text: string, matchType: string): string {
  return `${group}/${negative ? 'negative-keyword' : 'keyword'}/${contentKey([text.toLowerCase(), matchType.toUpperCase()])}`;
}

/**
 * The key of an ad follows its content, whatever the order of its texts: an edited ad is a new ad, because the vendor
 * reviews it anew and its figures must not be mixed with the old text's.
 */
export function adKey(group: string, finalUrls: readonly string[], ad: ResponsiveSearchFields): string {
  const texts = (assets: ResponsiveSearchFields['headlines']): string[] =>
    (assets ?? []).map(({ text, pinnedField }) => `${text}\u0000${pinnedField ?? ''}`).sort();
  const content = [finalUrls, texts(ad.headlines), texts(ad.descriptions), ad.path1 ?? '', ad.path2 ?? ''];
  return `${group}/ad/${contentKey(content)}`;
}

import type { ResponsiveSearchFields } from './map.ts';
import type { ResourceKind } from './resources.ts';
import { contentKey, nameKey } from '../vendor/object-names.ts';

/** The key of a location or language is the vendor's id, so that `DE` and `google:2276` are one object. */
export function criterionKey(kind: 'location' | 'language', id: string): string {
  return `${kind}/${id}`;
}

/**
 * What Google holds once whatever its sign: a criterion has its id by what it is about (a location, or the text and match type
 * of a keyword), and targeting and excluding it are one criterion, of which the later takes the place of the earlier.
 */
export function placeOf(kind: ResourceKind, key: string): { place?: string } {
  switch (kind) {
    case 'location':
    case 'excluded-location':
      return { place: key.replace(/^excluded-/, '') };
    case 'keyword':
    case 'negative-keyword':
      return { place: key.replace(/\/negative-keyword\/([^/]+)$/, '/keyword/$1') };
    default:
      return {};
  }
}

/** The key of an ad group depends on its name: reordering changes nothing, renaming creates a new ad group. */
export function adGroupKey(name: string): string {
  return `ad-group/${nameKey(name)}`;
}

/** The key of a keyword depends on its text (ignoring case) and match type, because Google can change neither. */
export function keywordKey(group: string, negative: boolean, text: string, matchType: string): string {
  return `${group}/${negative ? 'negative-keyword' : 'keyword'}/${contentKey([text.toLowerCase(), matchType.toUpperCase()])}`;
}

/**
 * The key of an ad depends on its content, but not on the order of its texts. An ad that is edited in place moves to the
 * key of its new content, and keeps its id, its figures and its history at the vendor.
 */
export function adKey(group: string, finalUrls: readonly string[], ad: ResponsiveSearchFields): string {
  const texts = (assets: ResponsiveSearchFields['headlines']): string[] =>
    (assets ?? []).map(({ text, pinnedField }) => `${text}\u0000${pinnedField ?? ''}`).sort();
  const content = [finalUrls, texts(ad.headlines), texts(ad.descriptions), ad.path1 ?? '', ad.path2 ?? ''];
  return `${group}/ad/${contentKey(content)}`;
}

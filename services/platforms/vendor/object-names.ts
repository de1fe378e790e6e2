import { createHash } from 'node:crypto';

/**
 * The name of an object at the vendor: it ends in the marker, `Spring sale [marker]`, and is cut to `max` characters.
 * @throws RangeError for a marker with brackets, because it could not be found again
 */
export function markedName(name: string, marker: string, max: number): string {
  if (/[[\]]/.test(marker)) throw new RangeError(`not a marker: ${marker}`);
  const suffix = ` [${marker}]`;
  return `${[...name]
    .slice(0, max - suffix.length)
    .join('')
    .trimEnd()}${suffix}`;
}

/** Splits a marked name into name and marker; `marker` is null when there is none. */
export function unmarkedName(marked: string): { name: string; marker: string | null } {
  const match = /^(.*) \[([^[\]]+)\]$/su.exec(marked);
  return match === null ? { name: marked, marker: null } : { name: match[1] ?? '', marker: match[2] ?? null };
}

/** Whether a name at the vendor is `name` with any marker. */
export function carriesName(marked: string, name: string, max: number): boolean {
  const { marker } = unmarkedName(marked);
  return marker === null ? marked === name : marked === markedName(name, marker, max);
}

/** A readable key for a name, different for different names: `brand-terms-3fa9c1d2`. */
export function nameKey(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  return [slug, contentKey(name).slice(0, 8)].filter((part) => part !== '').join('-');
}

/** Ten hex digits that identify a content; the same content always has the same key. */
export function contentKey(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 10);
}

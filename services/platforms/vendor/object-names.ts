import { createHash } from 'node:crypto';

/**
 * A vendor-side name that ends in the marker, `Spring sale [marker]`; the name is cut so that all fits `max` characters.
 * A marker with brackets of its own could not be found again: RangeError.
 */
export function markedName(name: string, marker: string, max: number): string {
  if (/[[\]]/.test(marker)) throw new RangeError(`not a marker: ${marker}`);
  const suffix = ` [${marker}]`;
  return `${[...name]
    .slice(0, max - suffix.length)
    .join('')
    .trimEnd()}${suffix}`;
}

/** Takes a marked name apart; `marker` is null when the name carries none. */
export function unmarkedName(marked: string): { name: string; marker: string | null } {
  const match = /^(.*) \[([^[\]]+)\]$/su.exec(marked);
  return match === null ? { name: marked, marker: null } : { name: match[1] ?? '', marker: match[2] ?? null };
}

/** Whether a vendor-side name is what `name` becomes under whichever marker it was made with. */
export function carriesName(marked: string, name: string, max: number): boolean {
  const { marker } = unmarkedName(marked);
  return marker === null ? marked === name : marked === markedName(name, marker, max);
}

/** A readable key of a name that differs when the name differs: `brand-terms-3fa9c1d2`. */
export function nameKey(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  return [slug, contentKey(name).slice(0, 8)].filter((part) => part !== '').join('-');
}

/** Ten hex digits that stand for a content; the same content always gives the same key. */
export function contentKey(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 10);
}

/**
 * The first of some texts, and how many were left out: `a; b (and 3 more)`.
 * @param most how many are listed at the most
 */
export function firstOf(texts: readonly string[], most: number, separator: string): string {
  const more = texts.length > most ? ` (and ${texts.length - most} more)` : '';
  return texts.slice(0, most).join(separator) + more;
}

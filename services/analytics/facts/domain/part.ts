/** The levels below a campaign, in the words of the model: a LinkedIn campaign is an ad group, a creative an ad. */
export const PART_LEVELS = ['ad-group', 'ad', 'keyword'] as const;
export type PartLevel = (typeof PART_LEVELS)[number];

/** An ad group, ad or keyword that is known by the platform's id. */
export type Part = {
  readonly id: string;
  /** What its facts stand under; it never changes. */
  readonly label: string;
  /** Null for a name that several ids have. */
  externalId: string | null;
  /** The name that was told last. */
  name: string;
  /** Every name that it was told under. */
  readonly names: Set<string>;
};

/** How a row names a part: by the platform's id, by its name, or both. */
export type PartMention = { readonly externalId: string | null; readonly name: string | null };

const LONGEST = 255;

/**
 * The known part that is meant, of those of the same level, campaign and ad group; null when there is none. The id decides. A
 * name without an id means the part that has or had that name, if one only did; an id that is new takes over what was told by
 * a name alone.
 */
export function matchPart(known: readonly Part[], { externalId, name }: PartMention): Part | null {
  const byId = externalId === null ? undefined : known.find((part) => part.externalId === externalId);
  if (byId) return byId;
  const named = name === null ? [] : known.filter((part) => part.names.has(name));
  const [only, ...others] = named;
  if (externalId !== null) return only?.externalId === null && others.length === 0 ? only : null;
  return named.find((part) => part.externalId === null) ?? (others.length === 0 ? (only ?? null) : null);
}

/**
 * The label of a part that is not known yet. It is the name, so that it continues what was told by that name alone, unless
 * another part stands under it; then the id, or for a name that several ids have a question mark, tells it apart.
 */
export function labelOf(known: readonly Part[], { externalId, name }: PartMention): string {
  const plain = name ?? externalId ?? '';
  if (!known.some((part) => part.label === plain || part.names.has(plain))) return plain;
  const mark = ` [${externalId ?? '?'}]`;
  return `${plain.slice(0, Math.max(0, LONGEST - mark.length))}${mark}`.slice(-LONGEST);
}

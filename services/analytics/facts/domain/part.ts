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

/** The known parts of one level, campaign and ad group. */
export class KnownParts {
  readonly #byId = new Map<string, Part>();
  readonly #byName = new Map<string, Part[]>();
  readonly #labels = new Set<string>();

  constructor(parts: readonly Part[] = []) {
    for (const part of parts) this.add(part);
  }

  add(part: Part): void {
    this.#labels.add(part.label);
    if (part.externalId !== null) this.#byId.set(part.externalId, part);
    for (const name of part.names) this.#named(name).push(part);
  }

  /**
   * The part that is meant; null when there is none. The id decides. A name without an id means the part that has or had that
   * name, if one only did; an id that is new takes over what was told by a name alone.
   */
  match({ externalId, name }: PartMention): Part | null {
    const byId = externalId === null ? undefined : this.#byId.get(externalId);
    if (byId) return byId;
    const named = name === null ? [] : this.#named(name);
    const [only, ...others] = named;
    if (externalId !== null) return only?.externalId === null && others.length === 0 ? only : null;
    return named.find((part) => part.externalId === null) ?? (others.length === 0 ? (only ?? null) : null);
  }

  /** Whether any part has or had this name. */
  has(name: string | null): boolean {
    return name !== null && this.#named(name).length > 0;
  }

  /**
   * The label of a part that is not known yet. It is the name, so that it continues what was told by that name alone, unless
   * another part stands under it; then the id, or for a name that several ids have a question mark, tells it apart.
   */
  labelFor({ externalId, name }: PartMention): string {
    const plain = name ?? externalId ?? '';
    if (!this.#labels.has(plain) && !this.has(plain)) return plain;
    const mark = ` [${externalId ?? '?'}]`;
    return `${plain.slice(0, Math.max(0, LONGEST - mark.length))}${mark}`.slice(-LONGEST);
  }

  /** Takes over an id and a name that a known part was told with. What is new: nothing, something, or its name. */
  learn(part: Part, { externalId, name }: PartMention): 'nothing' | 'id' | 'name' {
    const isRenamed = name !== null && name !== part.name;
    if (!isRenamed && part.externalId !== null) return 'nothing';
    if (part.externalId === null && externalId !== null) this.#byId.set(externalId, part);
    part.externalId ??= externalId;
    part.name = name ?? part.name;
    if (!part.names.has(part.name)) this.#named(part.name).push(part);
    part.names.add(part.name);
    return isRenamed ? 'name' : 'id';
  }

  #named(name: string): Part[] {
    const named = this.#byName.get(name) ?? [];
    this.#byName.set(name, named);
    return named;
  }
}

const LONGEST = 255;

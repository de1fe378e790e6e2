import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';

/** So many warnings, or rejected rows, of an import are listed; all are counted. */
export const MAX_LISTED = 1_000;

/** What is listed of many, and how many there are. */
export type Listing<T> = { readonly listed: readonly T[]; readonly count: number };

/** What the person who sent a file should know of it, though its rows were accepted. */
export class Warnings implements Listing<ImportWarning> {
  readonly listed: ImportWarning[] = [];
  count = 0;

  add(warning: ImportWarning): void {
    this.count += 1;
    if (this.listed.length < MAX_LISTED) this.listed.push(warning);
  }
}

/** The first of many things by their place, such as their line, in whatever order they come. */
export class FirstOf<T> implements Listing<T> {
  count = 0;
  #items: { place: number; item: T }[] = [];

  add(place: number, item: T): void {
    this.count += 1;
    this.#items.push({ place, item });
    if (this.#items.length > 4 * MAX_LISTED) this.#sort();
  }

  get listed(): T[] {
    this.#sort();
    return this.#items.map(({ item }) => item);
  }

  #sort(): void {
    this.#items.sort((a, b) => a.place - b.place);
    this.#items.length = Math.min(this.#items.length, MAX_LISTED);
  }
}

/** One listing after the other. */
export function listingOf<T>(parts: readonly Listing<T>[]): Listing<T> {
  const listed = parts.flatMap((part) => part.listed).slice(0, MAX_LISTED);
  return { listed, count: parts.reduce((sum, { count }) => sum + count, 0) };
}

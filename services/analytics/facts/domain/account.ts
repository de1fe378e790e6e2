/** How a report names an ad account: by the platform's id, by its name, or both. */
export type NamedAccount = { readonly externalId: string | null; readonly name: string | null };

/** An ad account that is known, by the name that was told last. */
export type Account = { id: string; externalId: string | null; name: string | null };

/** An account's id without what exports write around it: `123-456-7890` and `urn:li:sponsoredAccount:42` are 1234567890 and 42. */
export function plainAccountId(id: string | null): string | null {
  const plain = id?.split(':').at(-1)?.replace(/[\s-]/g, '') ?? '';
  return plain === '' ? null : plain;
}

/**
 * The account that is named; null when there is none. The id decides; without one the name, when one account only has it. An account
 * without an id gets the id of a report that names it by both.
 */
export function matchAccount(known: readonly Account[], { externalId, name }: NamedAccount): Account | null {
  const byId = externalId === null ? undefined : known.find((account) => account.externalId === externalId);
  if (byId) return byId;
  const named = known.filter((account) => account.name === name);
  const [only, ...others] = externalId === null ? named : named.filter((one) => one.externalId === null);
  return only && others.length === 0 && name !== null ? only : null;
}

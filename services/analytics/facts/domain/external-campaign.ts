import type { NamedAccount } from './account.ts';

/** A campaign made outside of this product, known from imports. */
export type External = {
  id: string;
  externalId: string | null;
  /** The name that was told last. */
  name: string;
  currency: string;
  /** The ad account (external_accounts) that it is in; null when nobody has said. */
  accountId: string | null;
};

/** An external campaign with every name that it was told under; `alone`: by the name only, without an id. */
export type Known = External & { names: { name: string; alone: boolean }[] };

/** How a report names a campaign: by the platform's id, by its name, or both, and by its account where it says so. */
export type Mention = {
  readonly externalId: string | null;
  readonly name: string | null;
  readonly currency: string;
  readonly accountId: string | null;
};

/** How a report names a campaign, with the account as it names that. */
export type ReportedCampaign = Omit<Mention, 'accountId'> & { readonly account: NamedAccount | null };

/** The campaign that a fact is told under. Where the report's campaign is an ad group of ours, `adGroup` is that one. */
export type Told = { id: string; currency: string | null; adGroup: string | null };

/** What is known beside the campaigns. */
export type Surroundings = {
  /** Whether the organisation may have more than one ad account on the platform. */
  readonly severalAccounts: boolean;
  /** The names that the same report gives to several campaigns. */
  readonly sharedNames: ReadonlySet<string>;
};

/**
 * The known campaign that a report mentions; null when there is none, or when it cannot be known which: a name is never taken for
 * the same where another account or another campaign of that name is possible. Such a campaign stands by itself until a person
 * links it. The platform's id decides. Without ids the same name in the same account means what it meant before.
 */
export function matchExternal<T extends Known>(
  known: readonly T[],
  mention: Mention,
  around: Surroundings,
): T | null {
  const { externalId, name } = mention;
  const byId = externalId === null ? undefined : known.find((one) => one.externalId === externalId);
  if (byId) return byId;
  if (name === null || around.sharedNames.has(name)) {
    return externalId === null ? sameAsBefore(known, mention) : null;
  }
  return externalId === null
    ? (sameAsBefore(known, mention) ?? onlyOne(known, mention, around))
    : onlyOne(known, mention, around, (one) => one.externalId === null);
}

/** What was told by this name alone, in this account, before. */
function sameAsBefore<T extends Known>(known: readonly T[], { name, accountId }: Mention): T | null {
  const isSame = (one: T) =>
    one.accountId === accountId && one.names.some((told) => told.alone && told.name === name);
  return known.find(isSame) ?? null;
}

function onlyOne<T extends Known>(
  known: readonly T[],
  { name, accountId }: Mention,
  { severalAccounts }: Surroundings,
  mayBe: (one: T) => boolean = () => true,
): T | null {
  const named = known.filter((one) => one.names.some((told) => told.name === name));
  const here = accountId === null ? named : named.filter((one) => one.accountId === accountId);
  const [only, ...others] = here.length > 0 ? here : named;
  if (!only || others.length > 0 || !mayBe(only)) return null;
  const accountIsSure = only.accountId === accountId || !severalAccounts;
  const otherAccount = only.accountId !== null && accountId !== null && only.accountId !== accountId;
  return accountIsSure && !otherAccount ? only : null;
}

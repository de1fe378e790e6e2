/** A campaign made outside of this product, known from imports. */
export type External = {
  id: string;
  externalId: string | null;
  name: string;
  currency: string;
};

/** How a report names a campaign: by the platform's id, by its name, or both. */
export type Mention = {
  readonly externalId: string | null;
  readonly name: string | null;
  readonly currency: string;
};

/**
 * The known campaign that a report mentions; null when there is none. The platform's id decides. When the report or the
 * campaign has no id, the name decides, so that reports with and without ids count for the same campaign. When two
 * campaigns share a name, the older one is meant.
 */
export function matchExternal<T extends External>(known: readonly T[], mention: Mention): T | null {
  if (mention.externalId !== null) {
    const match = known.find((campaign) => campaign.externalId === mention.externalId);
    if (match) return match;
    return known.find((campaign) => campaign.externalId === null && campaign.name === mention.name) ?? null;
  }
  return known.find((campaign) => campaign.name === mention.name) ?? null;
}

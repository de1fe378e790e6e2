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
 * The known campaign that a report means. The platform's id decides. Without one on either side the name does, so that
 * a report with ids and one without meet in the same campaign; a name that two campaigns share means the older one.
 */
export function matchExternal<T extends External>(known: readonly T[], mention: Mention): T | null {
  if (mention.externalId !== null) {
    const byId = known.find((campaign) => campaign.externalId === mention.externalId);
    if (byId) return byId;
    return known.find((campaign) => campaign.externalId === null && campaign.name === mention.name) ?? null;
  }
  return known.find((campaign) => campaign.name === mention.name) ?? null;
}

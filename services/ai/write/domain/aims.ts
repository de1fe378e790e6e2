/** How much a model is asked for, and what is kept of its answer at the most. */
export const AIMS = {
  adGroups: { min: 2, max: 4 },
  headlines: { min: 8, max: 15 },
  descriptions: 4,
  keywords: { min: 8, max: 20 },
  textAds: 2,
} as const;

/** How much the built-in generator writes; it knows its trades, so that it serves every service that a brief names. */
export const BUILT_IN = {
  services: 8,
  headlines: { least: 8, most: 12 },
  descriptions: 4,
  /** Terms of one ad group as phrases; the first ones are exact, too. */
  terms: { core: 48, service: 18, brand: 4 },
  exact: 5,
  /** Terms that are joined with places and with words of buying. */
  placed: { core: 6, service: 3 },
  places: 2,
  negatives: 40,
  textAds: 2,
} as const;

/** How much the built-in generator writes, and what a model is asked for. */
export const AIMS = {
  adGroups: { min: 2, max: 4 },
  headlines: { min: 8, max: 15 },
  descriptions: 4,
  keywords: { min: 8, max: 20 },
  textAds: 2,
} as const;

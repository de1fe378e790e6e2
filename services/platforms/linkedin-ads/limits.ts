/**
 * The numbers of LinkedIn's rules. Sources: learn.microsoft.com LinkedIn Marketing "Create and Manage Campaigns",
 * "Campaign Groups", "Creatives" and "Text Ads" (li-lms-2026-02); floors from the published examples (USD 10 a day and
 * 100 for a lifetime, GBP 8 and 80). The live platform says its own floors in /adBudgetPricing, so they are settings.
 */
export type LinkedInAdsLimits = typeof LINKEDIN_ADS_LIMITS;

export const LINKEDIN_ADS_LIMITS = {
  headlineCharacters: 25,
  descriptionCharacters: 75,
  landingPageCharacters: 2000,
  nameCharacters: 255,
  activeAdsPerAdGroup: 15,
  /** Smallest daily budget of one LinkedIn campaign by currency; others are checked by the platform alone. */
  dailyFloorMicros: { USD: 10_000_000, EUR: 10_000_000, GBP: 8_000_000 } as Readonly<Record<string, number>>,
  /** Smallest total budget of one LinkedIn campaign by currency. */
  totalFloorMicros: { USD: 100_000_000, EUR: 100_000_000, GBP: 80_000_000 } as Readonly<
    Record<string, number>
  >,
};

/** Amounts are decimal strings with two digits at most, whatever the currency. */
export const FINEST_AMOUNT_MICROS = 10_000;

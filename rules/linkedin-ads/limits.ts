/** The numbers of LinkedIn's rules. Every length is a count of characters; no page of LinkedIn counts any letter as two. */
export type LinkedInAdsLimits = typeof LINKEDIN_ADS_LIMITS;

export const LINKEDIN_ADS_LIMITS = {
  apiVersion: '202609',
  checkedOn: '2026-11-27',
  sources: [
    'https://learn.microsoft.com/linkedin/marketing/integrations/ads/account-structure/create-and-manage-campaigns',
    'https://learn.microsoft.com/linkedin/marketing/integrations/ads/advertising-targeting/version/text-ads',
    'https://business.linkedin.com/marketing-solutions/success/ads-guide',
    'https://b2linked.com/blog-page/linkedin-ads-character-limits-the-guide-every-advertiser-needs',
  ],
  /** `most` is refused above; `shown` is where LinkedIn cuts the text with “see more”. */
  textAd: { headline: { most: 25 }, description: { most: 75 } },
  singleImage: {
    introText: { most: 600, shown: 150 },
    headline: { most: 200, shown: 70 },
    description: { most: 300, shown: 100 },
  },
  landingPageCharacters: 2000,
  nameCharacters: 255,
  activeAdsPerAdGroup: 15,
  /** Amounts are decimal strings with two digits at most, whatever the currency. */
  finestAmountMicros: 10_000,
  /**
   * The smallest daily budget of one LinkedIn campaign (our ad group) by currency: USD 10 in LinkedIn's help, GBP 8 in
   * published accounts of Campaign Manager (marketingmonologue.com), EUR 10 as agencies report it. LinkedIn publishes no
   * table and names its minimum per account in /adBudgetPricing; every other currency is not known.
   */
  dailyFloorMicros: { USD: 10_000_000, EUR: 10_000_000, GBP: 8_000_000 } as Readonly<Record<string, number>>,
  /** The smallest total budget of one LinkedIn campaign: ten days of the daily one. */
  totalFloorMicros: { USD: 100_000_000, EUR: 100_000_000, GBP: 80_000_000 } as Readonly<
    Record<string, number>
  >,
};

/**
 * The numbers of Google's rules. Sources: support.google.com/google-ads/answer/6372658 (system limits), the v25 proto
 * files (ad_type_infos, criteria, campaign), "Create responsive search ads", and googleads error references.
 */
export type GoogleAdsLimits = typeof GOOGLE_ADS_LIMITS;

export const GOOGLE_ADS_LIMITS = {
  headlines: { least: 3, most: 15, width: 30 },
  descriptions: { least: 2, most: 4, width: 90 },
  pathWidth: 15,
  headlinePins: 3,
  descriptionPins: 2,
  /** ResourceCountLimitExceededError.AD_GROUP_AD_LIMIT */
  enabledAdsPerAdGroup: 3,
  keywordCharacters: 80,
  keywordWords: 10,
  adGroupNameBytes: 255,
  /** 128 in older, 255 in newer documents: the smaller is safe. */
  campaignNameCharacters: 128,
  finalUrlBytes: 2084,
  /** RequestError.TOO_MANY_MUTATE_OPERATIONS */
  operationsPerMutate: 10_000,
  /** CampaignBudgetError.MONEY_AMOUNT_TOO_LARGE, as the sandbox has it. */
  dailyBudgetMostMicros: 1_000_000_000_000_000,
  /**
   * Smallest daily budget by currency. The live platform publishes no table and says its own figure in
   * BUDGET_BELOW_PER_DAY_MINIMUM; a currency that is not listed is checked by the platform alone.
   */
  dailyFloorMicros: { USD: 1_000_000, EUR: 1_000_000, GBP: 1_000_000 } as Readonly<Record<string, number>>,
  /** Overrides of the smallest money unit (currency_constant.billable_unit_micros); otherwise ISO 4217 decimals. */
  billableUnitMicros: {} as Readonly<Record<string, number>>,
};

/** Characters that CriterionError.KEYWORD_HAS_INVALID_CHARS refuses (support.google.com/google-ads/answer/7476658). */
export const KEYWORD_FORBIDDEN = /[,!@%^()={};~`<>?\\|]/;

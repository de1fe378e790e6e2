/** The numbers of Google's rules for search campaigns. */
export type GoogleAdsLimits = typeof GOOGLE_ADS_LIMITS;

export const GOOGLE_ADS_LIMITS = {
  apiVersion: 'v26',
  checkedOn: '2026-11-27',
  sources: [
    'https://developers.google.com/google-ads/api/docs/responsive-search-ads/create-responsive-search-ads',
    'https://developers.google.com/google-ads/api/docs/best-practices/system-limits',
    'https://support.google.com/google-ads/answer/6372658',
    'googleads v25 ad_type_infos.proto, criteria.proto, served_asset_field_type.proto',
  ],
  /** How many texts a responsive search ad takes, and how wide each may be (`searchTextWidth`). */
  headlines: { least: 3, most: 15, width: 30, pins: 3 },
  descriptions: { least: 2, most: 4, width: 90, pins: 2 },
  pathWidth: 15,
  /** ResourceCountLimitExceededError.AD_GROUP_AD_LIMIT */
  adsPerAdGroup: 3,
  /** CriterionError.KEYWORD_TEXT_TOO_LONG and KEYWORD_HAS_TOO_MANY_WORDS; criteria.proto counts characters, not width. */
  keywordCharacters: 80,
  keywordWords: 10,
  /** AdGroupError.INVALID_ADGROUP_NAME: bytes, not characters. */
  adGroupNameBytes: 255,
  /** 128 in older, 255 in newer documents: the smaller is safe. */
  campaignNameCharacters: 128,
  finalUrlBytes: 2084,
  /** RequestError.TOO_MANY_MUTATE_OPERATIONS */
  operationsPerMutate: 10_000,
  /** CampaignBudgetError.MONEY_AMOUNT_TOO_LARGE */
  dailyBudgetMostMicros: 1_000_000_000_000_000,
  /**
   * The smallest daily budget of a campaign by currency. Google publishes no table: it names its minimum when it refuses
   * (CampaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM). One unit a day is an assumption that no live account has
   * confirmed; every other currency is not known.
   */
  dailyFloorMicros: { USD: 1_000_000, EUR: 1_000_000, GBP: 1_000_000 } as Readonly<Record<string, number>>,
  /** Overrides of the smallest money unit (currency_constant.billable_unit_micros); otherwise ISO 4217 decimals. */
  billableUnitMicros: {} as Readonly<Record<string, number>>,
};

/**
 * Characters that CriterionError.KEYWORD_HAS_INVALID_CHARS refuses (support.google.com/google-ads/answer/7476658). Quotes,
 * brackets and asterisks are not among them.
 */
export const KEYWORD_REFUSED = /[,!@%^()={};~`<>?\\|]/u;

/** A display path holds no slash and no line break. */
export const PATH_REFUSED = /[/\r\n]/u;

import { list, message, of, oneOf, type MessageType } from './field-types.ts';

/** The fields of what a client may change, taken from the public message definitions (v25/v26): those that a search campaign needs. */
const text = of('string');
const bool = of('bool');
const micros = of('int64');
const name = of('string', '=');
const status = of(oneOf('ENABLED', 'PAUSED', 'REMOVED'));
const textAssets = of(
  list(
    message({
      text,
      pinnedField: of(oneOf('HEADLINE_1', 'HEADLINE_2', 'HEADLINE_3', 'DESCRIPTION_1', 'DESCRIPTION_2')),
      assetPerformanceLabel: of('string', '!'),
      policySummaryInfo: of(message({}), '!'),
    }),
  ),
);
const customParameters = of(list(message({ key: text, value: text })));
const keyword = of(message({ text, matchType: of(oneOf('EXACT', 'PHRASE', 'BROAD')) }), '=');

/** Criteria that this product never makes, and people in Google's pages do. */
const device = of(message({ type: of(oneOf('MOBILE', 'TABLET', 'DESKTOP', 'CONNECTED_TV')) }), '=');
const userList = of(message({ userList: text }), '=');

export const campaignBudget: MessageType = {
  resourceName: name,
  id: of('int64', '!'),
  name: text,
  amountMicros: micros,
  totalAmountMicros: micros,
  status: of(oneOf('ENABLED', 'REMOVED'), '!'),
  deliveryMethod: of(oneOf('STANDARD', 'ACCELERATED')),
  explicitlyShared: bool,
  referenceCount: of('int64', '!'),
  period: of(oneOf('DAILY', 'CUSTOM_PERIOD'), '='),
  type: of(oneOf('STANDARD', 'FIXED_CPA', 'SMART_CAMPAIGN', 'LOCAL_SERVICES'), '='),
};

export const biddingStrategies: readonly string[] = [
  'biddingStrategy',
  'manualCpc',
  'targetSpend',
  'maximizeConversions',
  'maximizeConversionValue',
  'targetCpa',
  'targetRoas',
  'targetImpressionShare',
];

export const campaign: MessageType = {
  resourceName: name,
  id: of('int64', '!'),
  name: text,
  status,
  primaryStatus: of('string', '!'),
  primaryStatusReasons: of(list('string'), '!'),
  servingStatus: of('string', '!'),
  biddingStrategyType: of('string', '!'),
  advertisingChannelType: of(
    oneOf('SEARCH', 'DISPLAY', 'SHOPPING', 'VIDEO', 'PERFORMANCE_MAX', 'DEMAND_GEN', 'MULTI_CHANNEL'),
    '=',
  ),
  advertisingChannelSubType: of('string', '='),
  campaignBudget: text,
  startDateTime: of('date'),
  endDateTime: of('date'),
  containsEuPoliticalAdvertising: of(
    oneOf('CONTAINS_EU_POLITICAL_ADVERTISING', 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING'),
  ),
  networkSettings: of(
    message({
      targetGoogleSearch: bool,
      targetSearchNetwork: bool,
      targetContentNetwork: bool,
      targetPartnerSearchNetwork: bool,
      targetYoutube: bool,
      targetGoogleTvNetwork: bool,
    }),
  ),
  geoTargetTypeSetting: of(
    message({
      positiveGeoTargetType: of(oneOf('PRESENCE_OR_INTEREST', 'SEARCH_INTEREST', 'PRESENCE')),
      negativeGeoTargetType: of(oneOf('PRESENCE_OR_INTEREST', 'PRESENCE')),
    }),
  ),
  biddingStrategy: text,
  manualCpc: of(message({ enhancedCpcEnabled: bool })),
  targetSpend: of(message({ targetSpendMicros: micros, cpcBidCeilingMicros: micros })),
  maximizeConversions: of(
    message({ targetCpaMicros: micros, cpcBidCeilingMicros: micros, cpcBidFloorMicros: micros }),
  ),
  maximizeConversionValue: of(
    message({ targetRoas: of('double'), cpcBidCeilingMicros: micros, cpcBidFloorMicros: micros }),
  ),
  targetCpa: of(message({ targetCpaMicros: micros, cpcBidCeilingMicros: micros, cpcBidFloorMicros: micros })),
  targetRoas: of(
    message({ targetRoas: of('double'), cpcBidCeilingMicros: micros, cpcBidFloorMicros: micros }),
  ),
  targetImpressionShare: of(
    message({
      location: of(oneOf('ANYWHERE_ON_PAGE', 'TOP_OF_PAGE', 'ABSOLUTE_TOP_OF_PAGE')),
      locationFractionMicros: micros,
      cpcBidCeilingMicros: micros,
    }),
  ),
  aiMaxSetting: of(message({ enableAiMax: bool, bundlingRequired: of('string', '!') })),
  assetAutomationSettings: of(
    list(
      message({
        assetAutomationType: of(oneOf('TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION')),
        assetAutomationStatus: of(oneOf('OPTED_IN', 'OPTED_OUT')),
      }),
    ),
  ),
  keywordMatchType: of(oneOf('BROAD')),
  adServingOptimizationStatus: of(
    oneOf('OPTIMIZE', 'CONVERSION_OPTIMIZE', 'ROTATE', 'ROTATE_INDEFINITELY', 'UNAVAILABLE'),
  ),
  vanityPharma: of(
    message({
      vanityPharmaDisplayUrlMode: of(oneOf('MANUFACTURER_WEBSITE_URL', 'WEBSITE_DESCRIPTION')),
      vanityPharmaText: of(oneOf('PRESCRIPTION_TREATMENT_WEBSITE_EN', 'INSURANCE_WEBSITE_EN')),
    }),
  ),
  finalUrlSuffix: text,
  trackingUrlTemplate: text,
  urlCustomParameters: customParameters,
};

export const campaignCriterion: MessageType = {
  resourceName: name,
  campaign: of('string', '='),
  criterionId: of('int64', '!'),
  displayName: of('string', '!'),
  type: of('string', '!'),
  status,
  bidModifier: of('double'),
  negative: of('bool', '='),
  keyword,
  location: of(message({ geoTargetConstant: text }), '='),
  language: of(message({ languageConstant: text }), '='),
  proximity: of(
    message({
      radius: of('double'),
      radiusUnits: of(oneOf('MILES', 'KILOMETERS')),
      address: of(message({ cityName: text, countryCode: text })),
    }),
    '=',
  ),
  adSchedule: of(message({ dayOfWeek: text, startHour: of('int64'), endHour: of('int64') }), '='),
  device,
  userList,
};

export const adGroup: MessageType = {
  resourceName: name,
  id: of('int64', '!'),
  name: text,
  status,
  type: of(oneOf('SEARCH_STANDARD', 'DISPLAY_STANDARD', 'SEARCH_DYNAMIC_ADS'), '='),
  campaign: of('string', '='),
  cpcBidMicros: micros,
  targetCpaMicros: micros,
  targetRoas: of('double'),
  optimizedTargetingEnabled: bool,
  adRotationMode: of(oneOf('OPTIMIZE', 'ROTATE_FOREVER')),
  effectiveCpcBidMicros: of('int64', '!'),
  primaryStatus: of('string', '!'),
  primaryStatusReasons: of(list('string'), '!'),
  finalUrlSuffix: text,
  trackingUrlTemplate: text,
  urlCustomParameters: customParameters,
};

export const adGroupCriterion: MessageType = {
  resourceName: name,
  adGroup: of('string', '='),
  criterionId: of('int64', '!'),
  displayName: of('string', '!'),
  type: of('string', '!'),
  status,
  approvalStatus: of('string', '!'),
  disapprovalReasons: of(list('string'), '!'),
  systemServingStatus: of('string', '!'),
  negative: of('bool', '='),
  bidModifier: of('double'),
  cpcBidMicros: micros,
  effectiveCpcBidMicros: of('int64', '!'),
  keyword,
  ageRange: of(message({ type: text }), '='),
  userList,
  finalUrls: of(list('string')),
  finalMobileUrls: of(list('string')),
  finalUrlSuffix: text,
  trackingUrlTemplate: text,
  urlCustomParameters: customParameters,
};

export const adGroupBidModifier: MessageType = {
  resourceName: name,
  adGroup: of('string', '='),
  criterionId: of('int64', '!'),
  bidModifier: of('double'),
  bidModifierSource: of('string', '!'),
  device,
};

export const ad: MessageType = {
  resourceName: name,
  id: of('int64', '!'),
  name: text,
  type: of('string', '!'),
  finalUrls: of(list('string')),
  finalMobileUrls: of(list('string')),
  trackingUrlTemplate: text,
  finalUrlSuffix: text,
  urlCustomParameters: customParameters,
  displayUrl: text,
  finalAppUrls: of(list(message({ osType: of(oneOf('IOS', 'ANDROID')), url: text }))),
  urlCollections: of(
    list(
      message({ urlCollectionId: text, finalUrls: of(list('string')), finalMobileUrls: of(list('string')) }),
    ),
  ),
  responsiveSearchAd: of(
    message({ headlines: textAssets, descriptions: textAssets, path1: text, path2: text }),
  ),
};

export const adGroupAd: MessageType = {
  resourceName: name,
  adGroup: of('string', '='),
  ad: of(message(ad), '='),
  status,
  adStrength: of('string', '!'),
  policySummary: of(
    message({ approvalStatus: text, reviewStatus: text, policyTopicEntries: of(list(message({}))) }),
    '!',
  ),
  primaryStatus: of('string', '!'),
  primaryStatusReasons: of(list('string'), '!'),
};

const OTHER_CHANNEL = 'is of campaigns in another channel, which cannot be changed';
const OTHER_STRATEGY = 'counts only under another bidding strategy, which is told';
const NAMED_BY_TYPE = 'what it is of is told by its type; it cannot be changed';
const NEVER_CHANGES = 'cannot be changed once set';
const AI_OFF = 'counts only under AI Max, which is told';
const OTHER_AD = 'is of another type of ad, which is told as another ad';

/**
 * What Google lets people change and this client does not compare, each with the reason: by message of its definitions (v25), field by
 * field, a message within it as a whole. conformance/google-settings.test.ts holds that each field is asked for or stands here.
 */
export const UNREAD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CampaignBudget: {
    period: NEVER_CHANGES,
    type: NEVER_CHANGES,
    totalAmountMicros: 'is of budgets for a period of their own, which cannot be changed',
    alignedBiddingStrategyId: 'names the shared strategy of the campaigns on it, which is told',
  },
  Campaign: {
    advertisingChannelType: NEVER_CHANGES,
    advertisingChannelSubType: NEVER_CHANGES,
    localServicesCampaignSettings: OTHER_CHANNEL,
    travelCampaignSettings: OTHER_CHANNEL,
    demandGenCampaignSettings: OTHER_CHANNEL,
    videoCampaignSettings: OTHER_CHANNEL,
    pmaxCampaignSettings: OTHER_CHANNEL,
    realTimeBiddingSetting: OTHER_CHANNEL,
    hotelSetting: OTHER_CHANNEL,
    hotelPropertyAssetSet: OTHER_CHANNEL,
    shoppingSetting: OTHER_CHANNEL,
    localCampaignSetting: OTHER_CHANNEL,
    appCampaignSetting: OTHER_CHANNEL,
    listingType: OTHER_CHANNEL,
    frequencyCaps: OTHER_CHANNEL,
    selectiveOptimization: OTHER_CHANNEL,
    optimizationGoalSetting: OTHER_CHANNEL,
    viewThroughConversionOptimizationEnabled: OTHER_CHANNEL,
    thirdPartyIntegrationPartners: OTHER_CHANNEL,
    brandGuidelinesEnabled: OTHER_CHANNEL,
    brandGuidelines: OTHER_CHANNEL,
    paymentMode: 'a search campaign pays for clicks alone',
    dynamicSearchAdsSetting: 'makes ads only in ad groups of their own type, which are told',
    targetingSetting: 'says whether audiences narrow or observe; each audience that somebody adds is told',
    audienceSetting: NEVER_CHANGES,
    campaignBudget: 'the budget that is found is read beside it',
    campaignGroup: 'puts campaigns together in reports, and bounds nothing',
    excludedParentAssetFieldTypes: 'only takes away what the account adds to ads',
    excludedParentAssetSetTypes: 'only takes away what the account adds to ads',
    textGuidelines: 'guides texts that Google makes, which are told where they are on',
    commission: OTHER_STRATEGY,
    manualCpa: OTHER_STRATEGY,
    manualCpc: OTHER_STRATEGY,
    manualCpm: OTHER_STRATEGY,
    manualCpv: OTHER_STRATEGY,
    targetCpa: OTHER_STRATEGY,
    targetRoas: OTHER_STRATEGY,
    targetImpressionShare: OTHER_STRATEGY,
    percentCpc: OTHER_STRATEGY,
    targetCpm: OTHER_STRATEGY,
    fixedCpm: OTHER_STRATEGY,
    targetCpv: OTHER_STRATEGY,
    targetCpc: OTHER_STRATEGY,
    'maximizeConversions.cpcBidCeilingMicros': 'is of shared strategies alone, which are told',
    'maximizeConversions.cpcBidFloorMicros': 'is of shared strategies alone, which are told',
    'maximizeConversionValue.cpcBidCeilingMicros': 'is of shared strategies alone, which are told',
    'maximizeConversionValue.cpcBidFloorMicros': 'is of shared strategies alone, which are told',
    'maximizeConversionValue.targetRoasTolerancePercentMillis': OTHER_STRATEGY,
  },
  AdGroup: {
    type: NEVER_CHANGES,
    campaign: NEVER_CHANGES,
    cpmBidMicros: OTHER_STRATEGY,
    cpvBidMicros: OTHER_STRATEGY,
    targetCpmMicros: OTHER_STRATEGY,
    targetCpvMicros: OTHER_STRATEGY,
    targetCpcMicros: OTHER_STRATEGY,
    fixedCpmMicros: OTHER_STRATEGY,
    percentCpcBidMicros: OTHER_STRATEGY,
    excludeDemographicExpansion: 'counts only under optimized targeting, which is told',
    displayCustomBidDimension: OTHER_CHANNEL,
    targetingSetting: 'says whether audiences narrow or observe; each audience that somebody adds is told',
    audienceSetting: NEVER_CHANGES,
    excludedParentAssetFieldTypes: 'only takes away what the account adds to ads',
    excludedParentAssetSetTypes: 'only takes away what the account adds to ads',
    demandGenAdGroupSettings: OTHER_CHANNEL,
    videoAdGroupSettings: OTHER_CHANNEL,
    aiMaxAdGroupSetting: AI_OFF,
    verticalAdsFormatSetting: AI_OFF,
  },
  AdGroupAd: {
    adGroup: NEVER_CHANGES,
    startDateTime: 'only shortens when the ad is shown',
    endDateTime: 'only shortens when the ad is shown',
    adGroupAdAssetAutomationSettings: OTHER_AD,
  },
  Ad: {
    displayUrl: OTHER_AD,
    devicePreference: OTHER_AD,
    name: 'is of ads with an image alone, and is seen in reports',
    syntheticContentInfo: 'attests what pictures and films are made by; a text ad has none',
  },
  CampaignCriterion: { campaign: NEVER_CHANGES },
  AdGroupCriterion: {
    adGroup: NEVER_CHANGES,
    cpmBidMicros: OTHER_STRATEGY,
    cpvBidMicros: OTHER_STRATEGY,
    percentCpcBidMicros: OTHER_STRATEGY,
  },
  AdGroupBidModifier: { adGroup: NEVER_CHANGES },
};

/** Messages that say what a criterion or an ad is of: one of another type is another object, which is told as such. */
export const TOLD_BY_TYPE: Readonly<Record<string, string>> = {
  CampaignCriterion: NAMED_BY_TYPE,
  AdGroupCriterion: NAMED_BY_TYPE,
  AdGroupBidModifier: NAMED_BY_TYPE,
  Ad: OTHER_AD,
};

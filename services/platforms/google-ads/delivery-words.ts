import type { DeliveryState } from '../../../contracts/delivery.ts';
import type { Field, Words } from '../vendor/said.ts';

const field = (name: string, words: Words): Field => ({ vendor: 'Google Ads', field: name, words });

/** CampaignStatus (v25): whether people have switched it on. A word that is not here says nothing. */
export const ENABLED: Readonly<Record<string, boolean>> = { ENABLED: true, PAUSED: false, REMOVED: false };

/** CampaignServingStatus (v25). What it says beside a suspension, the primary status says with its reasons. */
export const SERVING_STATUS = field('serving status', {
  SERVING: null,
  NONE: null,
  ENDED: null,
  PENDING: null,
  SUSPENDED: [
    'held',
    'Google holds the campaign back because of the ad account: its billing or its standing.',
  ],
});

/** PolicyReviewStatus (v25). */
export const REVIEW_STATUS = field('review', {
  REVIEWED: null,
  REVIEW_IN_PROGRESS: ['in_review', 'Google has not reviewed it to the end.'],
  UNDER_APPEAL: ['limited', 'Google looks again at what it decided, because somebody appealed.'],
  ELIGIBLE_MAY_SERVE: ['limited', 'It may be shown already, and Google has not reviewed it to the end.'],
});

/** PolicyApprovalStatus (v25). */
export const APPROVAL_STATUS = field('approval', {
  APPROVED: null,
  APPROVED_LIMITED: [
    'limited',
    'Google approved it with limits: it is not shown everywhere, or not to everybody.',
  ],
  AREA_OF_INTEREST_ONLY: [
    'limited',
    'Google shows it only to people who look for the place, not to those who are there.',
  ],
  DISAPPROVED: ['disapproved', 'Google refuses it under a policy.'],
});

/** AdGroupCriterionApprovalStatus (v25). */
export const KEYWORD_APPROVAL = field('approval', {
  APPROVED: null,
  DISAPPROVED: ['disapproved', 'Google refuses the keyword under a policy.'],
  PENDING_REVIEW: ['in_review', 'The keyword waits for its review by Google.'],
  UNDER_REVIEW: ['in_review', 'Google is reviewing the keyword.'],
});

/** CriterionSystemServingStatus (v25). */
export const SYSTEM_SERVING = field('system serving status', {
  ELIGIBLE: null,
  RARELY_SERVED: ['limited', 'Few people search for the keyword, so that Google hardly ever uses it.'],
});

/** AdGroupCriterionStatus (v25). */
export const KEYWORD_STATUS = field('status', {
  ENABLED: null,
  PAUSED: ['not_serving', 'The keyword is paused.'],
  REMOVED: ['not_serving', 'The keyword was removed.'],
});

/** How a primary status is read: what it says by itself, and whether its reasons say which state it is. */
export type PrimaryStatus = {
  /** `certain`: the status says the state. `blocked`: it is not shown; the reasons say why. `open`: it is shown, as far as is said. */
  kind: 'certain' | 'blocked' | 'open';
  state: DeliveryState;
  sentence: string;
};

/** The primary statuses of campaigns, ad groups and ads (v25). */
export const PRIMARY: Readonly<Record<string, PrimaryStatus>> = {
  ELIGIBLE: { kind: 'open', state: 'serving', sentence: '' },
  LEARNING: { kind: 'open', state: 'serving', sentence: 'It is shown while Google’s bidding still learns.' },
  LIMITED: { kind: 'open', state: 'limited', sentence: 'Google shows it with limits.' },
  PAUSED: { kind: 'certain', state: 'not_serving', sentence: 'It is paused.' },
  REMOVED: { kind: 'certain', state: 'not_serving', sentence: 'It was removed.' },
  ENDED: { kind: 'certain', state: 'not_serving', sentence: 'Its end date has passed.' },
  PENDING: { kind: 'blocked', state: 'not_serving', sentence: 'Google does not show it yet.' },
  MISCONFIGURED: {
    kind: 'blocked',
    state: 'not_serving',
    sentence: 'Something in its settings keeps it from being shown.',
  },
  NOT_ELIGIBLE: { kind: 'blocked', state: 'not_serving', sentence: 'Google does not show it.' },
};

/** What a reason makes of something that is not shown, and what it means. */
type Reasons = Readonly<Record<string, readonly [DeliveryState, string]>>;

const ABOVE: Reasons = {
  CAMPAIGN_REMOVED: ['not_serving', 'The campaign was removed.'],
  CAMPAIGN_PAUSED: ['not_serving', 'The campaign is paused.'],
  CAMPAIGN_PENDING: ['not_serving', 'The campaign’s start date is still to come.'],
  CAMPAIGN_ENDED: ['not_serving', 'The campaign’s end date has passed.'],
  CAMPAIGN_DRAFT: ['not_serving', 'The campaign is a draft on Google Ads.'],
  CAMPAIGN_GROUP_PAUSED: ['not_serving', 'The campaign group is paused.'],
  CAMPAIGN_GROUP_ALL_GROUP_BUDGETS_ENDED: ['held', 'All budgets of the campaign group are over.'],
  AD_GROUP_PAUSED: ['not_serving', 'The ad group is paused.'],
  AD_GROUP_REMOVED: ['not_serving', 'The ad group was removed.'],
};

const BELOW: Reasons = {
  AD_GROUP_INCOMPLETE: ['not_serving', 'The ad group lacks an ad or what it is shown for.'],
  AD_GROUP_PAUSED_DUE_TO_LOW_ACTIVITY: [
    'not_serving',
    'Google paused the ad group, because it was hardly used.',
  ],
  AD_GROUPS_PAUSED: ['not_serving', 'All ad groups are paused.'],
  NO_AD_GROUPS: ['not_serving', 'There is no ad group.'],
  KEYWORDS_PAUSED: ['not_serving', 'All keywords are paused.'],
  NO_KEYWORDS: ['not_serving', 'There is no keyword.'],
  AD_GROUP_ADS_PAUSED: ['not_serving', 'All ads are paused.'],
  NO_AD_GROUP_ADS: ['not_serving', 'There is no ad.'],
  HAS_ADS_LIMITED_BY_POLICY: ['not_serving', 'A policy of Google’s limits some of its ads.'],
  HAS_ADS_DISAPPROVED: ['disapproved', 'Google refuses some of its ads, or all, under a policy.'],
  MOST_ADS_UNDER_REVIEW: ['in_review', 'Google has not reviewed most of its ads to the end.'],
};

const OF_A_CAMPAIGN: Reasons = {
  BIDDING_STRATEGY_MISCONFIGURED: ['not_serving', 'The bidding strategy is not set up as it has to be.'],
  BIDDING_STRATEGY_LIMITED: ['not_serving', 'The bidding strategy has too little to go by.'],
  BIDDING_STRATEGY_LEARNING: ['not_serving', 'The bidding strategy still learns.'],
  BIDDING_STRATEGY_CONSTRAINED: ['not_serving', 'Limits of bids keep the bidding strategy from its aim.'],
  BUDGET_CONSTRAINED: ['not_serving', 'The budget is lower than what could be spent in a day.'],
  BUDGET_MISCONFIGURED: ['not_serving', 'The budget is not set up as it has to be.'],
  SEARCH_VOLUME_LIMITED: ['not_serving', 'Few people search for its keywords.'],
  MISSING_LEAD_FORM_EXTENSION: ['not_serving', 'There is no lead form.'],
  MISSING_CALL_EXTENSION: ['not_serving', 'There is no telephone number to call.'],
  LEAD_FORM_EXTENSION_UNDER_REVIEW: ['in_review', 'Google has not reviewed the lead form to the end.'],
  LEAD_FORM_EXTENSION_DISAPPROVED: ['disapproved', 'Google refuses the lead form under a policy.'],
  CALL_EXTENSION_UNDER_REVIEW: ['in_review', 'Google has not reviewed the telephone number to the end.'],
  CALL_EXTENSION_DISAPPROVED: ['disapproved', 'Google refuses the telephone number under a policy.'],
  NO_MOBILE_APPLICATION_AD_GROUP_CRITERIA: [
    'not_serving',
    'No app is chosen for the campaign to be shown for.',
  ],
  NO_ACTIVE_MOBILE_APP_STORE_LINKS: ['not_serving', 'There is no active link to an app store.'],
  APP_NOT_RELEASED: ['not_serving', 'The app is not released.'],
  APP_PARTIALLY_RELEASED: ['not_serving', 'The app is not released everywhere.'],
  HAS_ASSET_GROUPS_DISAPPROVED: ['disapproved', 'Google refuses some asset groups, or all, under a policy.'],
  HAS_ASSET_GROUPS_LIMITED_BY_POLICY: ['not_serving', 'A policy of Google’s limits some asset groups.'],
  MOST_ASSET_GROUPS_UNDER_REVIEW: ['in_review', 'Google has not reviewed most asset groups to the end.'],
  NO_ASSET_GROUPS: ['not_serving', 'There is no asset group.'],
  ASSET_GROUPS_PAUSED: ['not_serving', 'All asset groups are paused.'],
  MISSING_LOCATION_TARGETING: ['not_serving', 'No place is chosen for the campaign to be shown in.'],
};

const OF_AN_AD: Reasons = {
  AD_GROUP_AD_PAUSED: ['not_serving', 'The ad is paused.'],
  AD_GROUP_AD_REMOVED: ['not_serving', 'The ad was removed.'],
  AD_GROUP_AD_DISAPPROVED: ['disapproved', 'Google refuses the ad under a policy.'],
  AD_GROUP_AD_UNDER_REVIEW: ['in_review', 'Google has not reviewed the ad to the end.'],
  AD_GROUP_AD_POOR_QUALITY: ['not_serving', 'Google finds the ad to be of poor quality.'],
  AD_GROUP_AD_NO_ADS: ['not_serving', 'Google could make no ad from its texts.'],
  AD_GROUP_AD_APPROVED_LABELED: ['not_serving', 'Google approved the ad with limits.'],
  AD_GROUP_AD_AREA_OF_INTEREST_ONLY: [
    'not_serving',
    'Google shows the ad only to people who look for the place.',
  ],
  AD_GROUP_AD_UNDER_APPEAL: ['not_serving', 'Somebody appealed against what Google decided of the ad.'],
};

/** The reasons of the primary statuses of campaigns, ad groups and ads (v25). */
export const PRIMARY_REASONS: Reasons = { ...ABOVE, ...BELOW, ...OF_A_CAMPAIGN, ...OF_AN_AD };

/** PolicyTopicEntryType (v25): what a policy topic does to an ad. */
export const TOPIC_EFFECTS: Readonly<Record<string, string>> = {
  PROHIBITED: 'forbids it',
  FULLY_LIMITED: 'forbids it in every place that is chosen',
  LIMITED: 'limits where or to whom it is shown',
  DESCRIPTIVE: 'notes something about it, and changes nothing',
  BROADENING: 'lets it be shown more widely',
  AREA_OF_INTEREST_ONLY: 'lets it be shown only to people who look for the place',
};

import type { Field, Words } from '../vendor/said.ts';

const field = (name: string, words: Words): Field => ({ vendor: 'LinkedIn', field: name, words });

/** `status` of groups and campaigns, `intendedStatus` of creatives: what people and LinkedIn have set. */
export const STATUS = field('status', {
  ACTIVE: null,
  PAUSED: ['not_serving', 'It is paused.'],
  DRAFT: ['not_serving', 'It is a draft on LinkedIn.'],
  ARCHIVED: ['not_serving', 'It is archived.'],
  COMPLETED: ['not_serving', 'It is over.'],
  CANCELED: ['not_serving', 'It was cancelled for good.'],
  PENDING_DELETION: ['not_serving', 'It is about to be deleted.'],
  REMOVED: ['not_serving', 'It was removed.'],
});

/**
 * `servingStatuses` of groups and campaigns and `servingHoldReasons` of creatives (202609). LinkedIn adds to them without notice: what is
 * not here is unknown.
 */
export const HOLDS = field('serving', {
  RUNNABLE: null,
  STOPPED: ['not_serving', 'It is paused, or was stopped.'],
  CAMPAIGN_STOPPED: ['not_serving', 'The ad group is paused, or was stopped.'],
  CAMPAIGN_GROUP_STATUS_HOLD: ['not_serving', 'The campaign is not active.'],
  CAMPAIGN_START_DATE_HOLD: ['not_serving', 'The ad group’s start is still to come.'],
  CAMPAIGN_END_DATE_HOLD: ['not_serving', 'The ad group’s end has passed.'],
  CAMPAIGN_GROUP_START_DATE_HOLD: ['not_serving', 'The campaign’s start is still to come.'],
  CAMPAIGN_GROUP_END_DATE_HOLD: ['not_serving', 'The campaign’s end has passed.'],
  CAMPAIGN_TOTAL_BUDGET_HOLD: ['held', 'The ad group’s total budget is spent.'],
  CAMPAIGN_GROUP_TOTAL_BUDGET_HOLD: ['held', 'The campaign’s total budget is spent.'],
  CAMPAIGN_AUDIENCE_COUNT_HOLD: ['held', 'The audience is smaller than LinkedIn asks for.'],
  ACCOUNT_SERVING_HOLD: ['held', 'LinkedIn holds the ad account: look at its billing and its messages.'],
  ACCOUNT_TOTAL_BUDGET_HOLD: ['held', 'The ad account’s total budget is spent.'],
  ACCOUNT_END_DATE_HOLD: ['held', 'The ad account’s end date has passed.'],
  BILLING_HOLD: ['held', 'LinkedIn cannot charge the ad account: look at its billing.'],
  UNDER_REVIEW: ['in_review', 'LinkedIn has not reviewed the ad to the end.'],
  PROCESSING: ['in_review', 'LinkedIn is still making the ad ready.'],
  PROCESSING_FAILED: ['held', 'LinkedIn could not make the ad ready.'],
  REJECTED: ['disapproved', 'LinkedIn rejected the ad.'],
  FORM_HOLD: ['held', 'LinkedIn holds the ad because of its lead form.'],
  REFERRED_CONTENT_QUALITY_HOLD: [
    'held',
    'LinkedIn holds the ad because of the quality of what it leads to.',
  ],
  JOB_POSTING_ON_HOLD: ['held', 'The job posting is on hold.'],
  JOB_POSTING_INVALID: ['held', 'The job posting is not valid.'],
});

/** `review.status` of a creative. A draft has none. */
export const REVIEW = field('review', {
  APPROVED: null,
  PENDING: ['in_review', 'The ad waits for its review by LinkedIn.'],
  NEEDS_REVIEW: ['in_review', 'LinkedIn has to review the ad again.'],
  REJECTED: ['disapproved', 'LinkedIn rejected the ad.'],
});

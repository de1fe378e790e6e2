import type { FieldNames } from '../columns.ts';

/** Names of the Google Ads query language, as scripts, connectors and BigQuery transfers write them. */
export const query: FieldNames = {
  date: 'segments.date|segments_date',
  period: 'segments.week|segments.month|segments.quarter|segments.year',
  hour: 'segments.hour',
  account: 'customer.descriptive_name|customer.descriptiveName',
  accountId: 'customer.id',
  campaign: 'campaign.name',
  campaignId: 'campaign.id',
  adGroup: 'ad_group.name|adGroup.name',
  adGroupId: 'ad_group.id|adGroup.id',
  ad: 'ad_group_ad.ad.name|adGroupAd.ad.name',
  adId: 'ad_group_ad.ad.id|adGroupAd.ad.id',
  keyword: 'ad_group_criterion.keyword.text|adGroupCriterion.keyword.text',
  keywordId: 'ad_group_criterion.criterion_id|adGroupCriterion.criterionId',
  currency: 'customer.currency_code|customer.currencyCode',
  impressions: 'metrics.impressions',
  clicks: 'metrics.clicks',
  costMicros: 'metrics.cost_micros|metrics.costMicros',
  conversions: 'metrics.conversions',
  conversionValue: 'metrics.conversions_value|metrics.conversionsValue',
};

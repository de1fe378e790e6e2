import type { FieldNames } from '../columns.ts';

/** Headers in English, and the field names of our own metric rows. */
export const en: FieldNames = {
  date: 'Day|Date|Start Date',
  period: 'Week|Month|Quarter|Year|Month of year',
  hour: 'Hour|Hour of day|Hour of the day',
  account: 'Account|Account name|Customer name',
  accountId: 'Account ID|Customer ID',
  campaign: 'Campaign|Campaign name',
  campaignId: 'Campaign ID|campaignId',
  campaignGroup: 'Campaign Group|Campaign Group Name',
  campaignGroupId: 'Campaign Group ID',
  adGroup: 'Ad group|Ad group name|adGroup',
  adGroupId: 'Ad group ID|adGroupId',
  ad: 'Ad|Ad name|Creative name',
  adId: 'Ad ID|adId|Creative ID',
  keyword: 'Keyword|Search keyword',
  keywordId: 'Keyword ID|keywordId',
  platform: 'Platform',
  currency: 'Currency|Currency code|Account currency|Account currency code',
  impressions: 'Impr.|Impressions|Displays',
  clicks: 'Clicks',
  cost: 'Cost|Total Spent|Spend|Amount spent',
  costMicros: 'costMicros|Cost micros',
  conversions: 'Conversions',
  conversionValue: 'Conv. value|Conversion value|Total Conversion Value',
  conversionValueMicros: 'conversionValueMicros',
};

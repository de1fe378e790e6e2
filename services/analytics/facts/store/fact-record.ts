import type { Fact } from '../domain/fact.ts';

/** A fact as the columns of a table, for `json_to_recordset` with FACT_COLUMNS. */
export const asRecord = (fact: Fact) => ({
  campaign_id: fact.campaignId,
  platform: fact.platform,
  date: fact.date,
  hour: fact.hour,
  ad_group: fact.adGroup,
  ad: fact.ad,
  keyword: fact.keyword,
  grain: fact.grain,
  currency: fact.currency,
  impressions: fact.impressions,
  clicks: fact.clicks,
  cost_micros: fact.costMicros,
  conversions_micros: fact.conversionsMicros,
  value_micros: fact.valueMicros,
  gone: fact.gone === true,
});

/** The columns of a record with their types. */
export const FACT_COLUMNS = `campaign_id uuid, platform text, date date, hour smallint, ad_group text, ad text, keyword text,
  grain smallint, currency text, impressions bigint, clicks bigint, cost_micros bigint, conversions_micros bigint,
  value_micros bigint, gone boolean`;

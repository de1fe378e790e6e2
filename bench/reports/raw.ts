const SUMS = `sum(impressions) AS i, sum(clicks) AS k, sum(cost_micros) AS c, sum(conversions_micros) AS n, sum(value_micros) AS v`;
const OF_RANGE = 'FROM metric_facts WHERE organization_id = $1 AND date BETWEEN $2 AND $3';

/** The same questions, asked of the facts as one would without summaries. $1 organisation, $2 $3 the range. */
export const RAW = {
  days: `SELECT date, platform, currency, ${SUMS} ${OF_RANGE} GROUP BY 1, 2, 3 ORDER BY 1`,
  top: `SELECT campaign_id, currency, ${SUMS} ${OF_RANGE} GROUP BY 1, 2 ORDER BY c DESC LIMIT 5`,
  activity: `SELECT campaign_id, currency, max(date), ${SUMS} ${OF_RANGE} GROUP BY 1, 2`,
  campaigns: `SELECT campaign_id, currency, ${SUMS} ${OF_RANGE} GROUP BY 1, 2 ORDER BY c DESC`,
  adGroups: `SELECT ad_group, currency, ${SUMS} ${OF_RANGE} GROUP BY 1, 2 ORDER BY c DESC`,
  campaignGroups: `SELECT campaign_id, ad_group, currency, ${SUMS} ${OF_RANGE} GROUP BY 1, 2, 3 ORDER BY c DESC`,
  campaignDays: `SELECT campaign_id, date, currency, ${SUMS} ${OF_RANGE} GROUP BY 1, 2, 3 ORDER BY c DESC`,
} as const;

import type { FigureLevel } from '../../../contracts/platforms/figures.ts';
import { MICROS } from '../../../lib/money.ts';
import type { Session } from '../port.ts';
import type { FiguresWork, FoundFigures, Named } from '../port-figures.ts';
import type { GoogleAds } from './create.ts';

export const GOOGLE_LEVELS: readonly FigureLevel[] = ['campaign', 'ad-group', 'ad', 'keyword'];

/** What a search shows; int64 are texts, and what is zero may be left out. */
export type Metrics = {
  impressions?: string;
  clicks?: string;
  costMicros?: string;
  conversions?: number;
  conversionsValue?: number;
};
type Row = {
  segments: { date: string };
  metrics: Metrics;
  campaign: { id: string; name: string };
  adGroup?: { id: string; name: string };
  adGroupAd?: { ad: { id: string; responsiveSearchAd?: { headlines?: { text?: string }[] } } };
  adGroupCriterion?: { criterionId: string; keyword: { text: string; matchType: string } };
};

const FROM: Record<FigureLevel, { table: string; fields: readonly string[] }> = {
  campaign: { table: 'campaign', fields: [] },
  'ad-group': { table: 'ad_group', fields: ['ad_group.id', 'ad_group.name'] },
  ad: {
    table: 'ad_group_ad',
    fields: [
      'ad_group.id',
      'ad_group.name',
      'ad_group_ad.ad.id',
      'ad_group_ad.ad.responsive_search_ad.headlines',
    ],
  },
  keyword: {
    table: 'keyword_view',
    fields: [
      'ad_group.id',
      'ad_group.name',
      'ad_group_criterion.criterion_id',
      'ad_group_criterion.keyword.text',
      'ad_group_criterion.keyword.match_type',
    ],
  },
};
export const METRICS = ['impressions', 'clicks', 'cost_micros', 'conversions', 'conversions_value'].map(
  (name) => `metrics.${name}`,
);

/** One search; Google streams all of its rows, and an answer that breaks off is an error. */
export async function readFigures(
  { http }: GoogleAds,
  { session, from, to, level }: FiguresWork<Session>,
): Promise<FoundFigures[]> {
  const { table, fields } = FROM[level];
  const select = ['segments.date, campaign.id, campaign.name', ...fields, ...METRICS].join(', ');
  const query = `SELECT ${select} FROM ${table} WHERE segments.date BETWEEN '${from}' AND '${to}'`;
  return (await http.search<Row>(session, query)).map(figuresOf);
}

function figuresOf({ segments, metrics, campaign, adGroup, adGroupAd, adGroupCriterion }: Row): FoundFigures {
  return {
    date: segments.date,
    campaign: { externalId: campaign.id, name: campaign.name },
    adGroup: adGroup ? { externalId: adGroup.id, name: adGroup.name } : null,
    ad: adGroupAd ? adOf(adGroupAd) : null,
    keyword: adGroupCriterion ? keywordOf(adGroupCriterion) : null,
    ...measuresOf(metrics),
  };
}

export const measuresOf = ({ impressions, clicks, costMicros, conversions, conversionsValue }: Metrics) => ({
  impressions: Number(impressions ?? 0),
  clicks: Number(clicks ?? 0),
  costMicros: Number(costMicros ?? 0),
  conversions: conversions ?? 0,
  conversionValueMicros: Math.round((conversionsValue ?? 0) * MICROS),
});

/** An ad has no name: its first headline stands for it, with its id, because two ads may begin alike. */
function adOf({ ad: { id, responsiveSearchAd } }: NonNullable<Row['adGroupAd']>): Named {
  const headline = responsiveSearchAd?.headlines?.[0]?.text;
  return { externalId: id, name: headline === undefined ? id : `${headline} · ${id}` };
}

/** Keywords as Google's own pages write them: `[exact]`, `"phrase"`, broad. The same words may stand in a group once for each match type. */
const keywordOf = ({ criterionId, keyword }: NonNullable<Row['adGroupCriterion']>): Named => ({
  externalId: criterionId,
  name: keywordName(keyword),
});

export const keywordName = ({ text, matchType }: { text: string; matchType: string }): string =>
  matchType === 'EXACT' ? `[${text}]` : matchType === 'PHRASE' ? `"${text}"` : text;

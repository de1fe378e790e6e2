import type { Measured } from '../figures/measured.ts';
import type { DayFigures } from '../figures/day-figures.ts';
import { isObject } from '../wire.ts';
import type { Joined } from './rows.ts';

/** What people typed, beside the keyword itself, with its share of the keyword's figures in hundredths. The rest is not shown, as with the vendor. */
const TERMS: readonly [words: string, share: number][] = [
  ['', 45],
  [' near me', 20],
  [' jobs', 10],
  [' free', 5],
];

/** The search terms of a keyword's row, each with its part of what was measured of the keyword. */
export function searchTerms(
  keyword: Joined,
  measured: readonly Measured[],
): { row: Joined; measured: Measured[] }[] {
  const criterion = keyword['ad_group_criterion'] ?? {};
  const text = isObject(criterion['keyword']) ? String(criterion['keyword']['text']) : '';
  const own = measured.filter(({ within }) => within.includes(String(criterion['resourceName'])));
  const { ad_group_criterion: _keyword, ...above } = keyword;
  const [customer = '', campaign = '', group = ''] = [
    above['customer'],
    above['campaign'],
    above['ad_group'],
  ].map((one) => (one === undefined ? '' : String(one['resourceName'])));
  return TERMS.map(([words, share]) => {
    const searchTerm = `${text}${words}`.toLowerCase();
    const key = `${idOf(campaign)}~${idOf(group)}~${Buffer.from(searchTerm).toString('base64url')}`;
    const resourceName = `${customer}/searchTermViews/${key}`;
    const row = { ...above, search_term_view: { resourceName, searchTerm, adGroup: group, status: 'NONE' } };
    const parts = own.map((one) => ({ ...one, within: [resourceName], figures: partOf(one.figures, share) }));
    return { row, measured: parts };
  });
}

const idOf = (name: string): string => name.split('/').at(-1) ?? '';

/** Whole clicks, each at its price; what is not whole is left out. */
function partOf(
  { impressions, clicks, costMicros, conversions, conversionValueMicros }: DayFigures,
  share: number,
): DayFigures {
  const part = (number: number): number => Math.floor((number * share) / 100);
  const own = part(clicks);
  const counted = part(conversions);
  return {
    impressions: part(impressions),
    clicks: own,
    costMicros: clicks === 0 ? 0 : (costMicros / clicks) * own,
    conversions: counted,
    conversionValueMicros: conversions === 0 ? 0 : (conversionValueMicros / conversions) * counted,
  };
}

import type { Measured } from '../figures/measured.ts';
import type { DayFigures } from '../figures/day-figures.ts';
import { isObject } from '../wire.ts';
import { type Joined, rowsOf, type Source } from './rows.ts';

/** What people typed, beside the keyword itself, with its share of the keyword's figures in hundredths. The rest is not shown, as with the vendor. */
const TERMS: readonly [words: string, share: number][] = [
  ['', 45],
  [' near me', 20],
  [' jobs', 10],
  [' free', 5],
];

type Term = { row: Joined; measured: Measured[] };

/** All search terms, each with what was measured of it; one that reached several keywords of an ad group is one, unless asked by keyword. */
export function searchTerms(source: Source, measured: readonly Measured[], isByKeyword: boolean): Term[] {
  const criteria = rowsOf('ad_group_criterion', source, false);
  const terms = rowsOf('keyword_view', source, false).flatMap((keyword) =>
    termsOf(keyword, criteria, measured),
  );
  if (isByKeyword) return terms;
  const byName = Map.groupBy(terms, ({ row }) => String(row['search_term_view']?.['resourceName']));
  return [...byName.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ row: first.row, measured: [first, ...others].flatMap((term) => term.measured) }],
  );
}

/** The search terms of a keyword's row, each with its part of what was measured of the keyword. */
function termsOf(keyword: Joined, criteria: readonly Joined[], measured: readonly Measured[]): Term[] {
  const criterion = keyword['ad_group_criterion'] ?? {};
  const info = isObject(criterion['keyword']) ? criterion['keyword'] : {};
  const own = measured.filter(({ within }) => within.includes(String(criterion['resourceName'])));
  const { ad_group_criterion: _keyword, ...above } = keyword;
  const [customer = '', campaign = '', group = ''] = [
    above['customer'],
    above['campaign'],
    above['ad_group'],
  ].map((one) => (one === undefined ? '' : String(one['resourceName'])));
  return TERMS.map(([words, share]) => {
    const searchTerm = `${String(info['text'])}${words}`.toLowerCase();
    const key = `${idOf(campaign)}~${idOf(group)}~${Buffer.from(searchTerm).toString('base64url')}`;
    const resourceName = `${customer}/searchTermViews/${key}`;
    const status = statusOf(searchTerm, group, criteria);
    const row = {
      ...above,
      search_term_view: { resourceName, searchTerm, adGroup: group, status },
      segments: {
        keyword: { adGroupCriterion: criterion['resourceName'], info },
        searchTermMatchType:
          words === '' ? 'EXACT' : info['matchType'] === 'EXACT' ? 'NEAR_EXACT' : info['matchType'],
      },
    };
    const parts = own.map((one) => ({ ...one, within: [resourceName], figures: partOf(one.figures, share) }));
    return { row, measured: parts };
  });
}

/** Whether a term was made a keyword of its ad group, or one that the ad group does not want. */
function statusOf(term: string, group: string, criteria: readonly Joined[]): string {
  const same = criteria
    .map((row) => row['ad_group_criterion'] ?? {})
    .filter(({ adGroup, status, keyword }) => {
      const isIt = isObject(keyword) && String(keyword['text']).toLowerCase() === term;
      return isIt && adGroup === group && status !== 'REMOVED';
    });
  const isAdded = same.some(({ negative }) => negative !== true);
  const isExcluded = same.some(({ negative }) => negative === true);
  if (isAdded && isExcluded) return 'ADDED_EXCLUDED';
  return isAdded ? 'ADDED' : isExcluded ? 'EXCLUDED' : 'NONE';
}

const idOf = (name: string): string => name.split('/').at(-1) ?? '';

/** Whole clicks, each at its price, in whole micros; what is not whole is left out. */
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
    costMicros: clicks === 0 ? 0 : Math.floor((costMicros / clicks) * own),
    conversions: counted,
    conversionValueMicros:
      conversions === 0 ? 0 : Math.floor((conversionValueMicros / conversions) * counted),
  };
}

import { MATCH_TYPES, TERM_STATUSES } from '../../../contracts/analytics/search-terms.ts';
import type { Session } from '../port.ts';
import type { FoundTerm, TermsWork } from '../port-figures.ts';
import type { GoogleAds } from './create.ts';
import { keywordName, measuresOf, METRICS, type Metrics } from './figures.ts';

type Row = {
  segments: {
    date: string;
    keyword?: { adGroupCriterion?: string; info?: { text: string; matchType: string } };
    searchTermMatchType?: string;
  };
  metrics: Metrics;
  campaign: { id: string; name: string };
  adGroup: { id: string; name: string };
  searchTermView: { searchTerm: string; status?: string };
};

const FIELDS = [
  'segments.date, segments.search_term_match_type',
  'segments.keyword.ad_group_criterion, segments.keyword.info.text, segments.keyword.info.match_type',
  'campaign.id, campaign.name, ad_group.id, ad_group.name',
  'search_term_view.search_term, search_term_view.status',
  ...METRICS,
];

/** One search. Google leaves out terms that few people searched for, so these add up to less than their campaigns. */
export async function readSearchTerms(
  { http }: GoogleAds,
  { session, from, to }: TermsWork<Session>,
): Promise<FoundTerm[]> {
  const query = `SELECT ${FIELDS.join(', ')} FROM search_term_view WHERE segments.date BETWEEN '${from}' AND '${to}'`;
  return (await http.search<Row>(session, query)).map(termOf);
}

function termOf({ segments, metrics, campaign, adGroup, searchTermView }: Row): FoundTerm {
  const { adGroupCriterion, info } = segments.keyword ?? {};
  const keywordId = adGroupCriterion?.split('~').at(-1);
  return {
    date: segments.date,
    term: searchTermView.searchTerm,
    campaign: { externalId: campaign.id, name: campaign.name },
    adGroup: { externalId: adGroup.id, name: adGroup.name },
    keyword: keywordId && info ? { externalId: keywordId, name: keywordName(info) } : null,
    matchType: wordOf(MATCH_TYPES, segments.searchTermMatchType),
    status: wordOf(TERM_STATUSES, searchTermView.status),
    ...measuresOf(metrics),
  };
}

/** `NEAR_EXACT` as `near-exact`; a word that is new here is `unknown`. */
function wordOf<Word extends string>(words: readonly Word[], said = ''): Word | 'unknown' {
  const word = said.toLowerCase().replaceAll('_', '-');
  return words.find((one) => one === word) ?? 'unknown';
}

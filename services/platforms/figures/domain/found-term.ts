import type { MatchType, TermStatus } from '../../../../contracts/analytics/search-terms.ts';
import type { FoundFigures, Named } from './found.ts';

/** What was measured of a term on one day, in one ad group; `keyword` is the one that it reached. Units as in `FoundFigures`. */
export type FoundTerm = Omit<FoundFigures, 'adGroup' | 'ad'> & {
  term: string;
  adGroup: Named;
  matchType: MatchType;
  status: TermStatus;
};

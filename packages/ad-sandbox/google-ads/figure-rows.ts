import { withFigures, type Grouping } from './figures.ts';
import { rowsOf, type Joined, type Source } from './rows.ts';
import { searchTerms } from './search-terms.ts';

/** The table whose object a row's figures are of. */
const OF: Record<string, string> = { keyword_view: 'ad_group_criterion' };

/** The rows of a query that asks for figures. */
export function figureRows(from: string, source: Source, grouping: Grouping): Joined[] {
  const measured = source.figures.of(source, grouping.isAsked);
  if (from === 'search_term_view')
    return searchTerms(source, measured, grouping.isByKeyword).flatMap((term) =>
      withFigures([term.row], nameIn(from), term.measured, grouping),
    );
  const name = from === 'customer' ? (): undefined => undefined : nameIn(OF[from] ?? from);
  return withFigures(rowsOf(from, source, false), name, measured, grouping);
}

const nameIn =
  (table: string) =>
  (row: Joined): string =>
    String(row[table]?.['resourceName']);

import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';
import type { FileContent } from './read-lines.ts';
import { type Listing, listingOf } from './warnings.ts';

/** All warnings of a file: of its table, of its lines in their order, of its totals, and of figures that are odd. */
export function warningsOf(
  { warnings }: FileContent,
  split: Listing<ImportWarning>,
  odd: Listing<ImportWarning>,
): Listing<ImportWarning> {
  const { listed, count } = listingOf([split, warnings.notes]);
  const ofLines = { listed: listed.toSorted((a, b) => a.line - b.line), count };
  return listingOf([warnings.table, ofLines, warnings.totals, odd]);
}

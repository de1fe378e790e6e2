import { searchTermContracts } from '../../../../contracts/analytics/search-terms.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AdAccountRow } from '../../connections/store/ad-account-rows.ts';
import type { FoundTerm } from '../../port-figures.ts';
import { piecesOf } from '../domain/pieces.ts';

const ROWS_OF_PIECE = 500;

/** Hands search terms over to the reports, where they replace what the account had on these days. */
export async function tellTerms(
  call: Call,
  { platform, externalId, name, currency }: AdAccountRow,
  { found, from, to, asOf }: { found: readonly FoundTerm[]; from: string; to: string; asOf: Date },
): Promise<void> {
  const account = { externalId, name, currency };
  const pieces = piecesOf(found, { from, to }, ROWS_OF_PIECE);
  for (const [at, piece] of pieces.entries()) {
    const told = at === pieces.length - 1 ? { from, at: asOf.toISOString() } : null;
    await call(searchTermContracts.tellSearchTerms, { platform, account, ...piece, told });
  }
}

import { createHash } from 'node:crypto';
import type { ToldTerm } from '../../../../contracts/analytics/search-terms.ts';
import type { FoundTerm } from './found-term.ts';

/** A part of a telling: the rows behind `after`, up to `until` (contracts/analytics/search-terms.ts). */
export type Piece = { after: string; until: string; rows: ToldTerm[] };

/** Sorts behind every key of a day. */
const END = '~';

/**
 * What was found on these days, in pieces of at most so many rows that follow each other without a gap, so that what is in none of
 * them is gone; one piece without rows where nothing was found.
 */
export function piecesOf(
  found: readonly FoundTerm[],
  { from, to }: { from: string; to: string },
  most: number,
): Piece[] {
  const rows = found.map(toldOf).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const pieces: Piece[] = [];
  for (let start = 0; start < rows.length || start === 0; start += most) {
    const here = rows.slice(start, start + most);
    const last = here.at(-1);
    const isEnd = start + most >= rows.length;
    const until = isEnd || last === undefined ? `${to}/${END}` : placeOf(last);
    pieces.push({ after: pieces.at(-1)?.until ?? from, until, rows: here });
  }
  return pieces;
}

const placeOf = ({ date, key }: ToldTerm): string => `${date}/${key}`;

function toldOf(found: FoundTerm): ToldTerm {
  const { campaign, adGroup, keyword, matchType, term } = found;
  const parts = [campaign.externalId, adGroup.externalId, keyword?.externalId ?? null, matchType, term];
  return { ...found, key: createHash('sha256').update(JSON.stringify(parts)).digest('hex') };
}

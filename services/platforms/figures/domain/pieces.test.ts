import { expect, it } from 'vitest';
import type { FoundTerm } from './found-term.ts';
import { piecesOf } from './pieces.ts';

const days = { from: '2026-03-01', to: '2026-03-03' };
const named = (externalId: string) => ({ externalId, name: `name ${externalId}` });
const found = (date: string, term: string): FoundTerm => ({
  ...{
    date,
    term,
    campaign: named('1'),
    adGroup: named('2'),
    keyword: null,
    matchType: 'broad',
    status: 'none',
  },
  ...{ impressions: 1, clicks: 1, costMicros: 1, conversions: 0, conversionValueMicros: 0 },
});

it('cover all of their days without a gap or a place that two have, each row within its piece', () => {
  const rows = ['2026-03-03', '2026-03-01', '2026-03-01', '2026-03-01', '2026-03-02'].map((date, at) =>
    found(date, `shoes ${at}`),
  );
  const pieces = piecesOf(rows, days, 2);
  expect(pieces.map((piece) => piece.rows.length)).toEqual([2, 2, 1]);
  expect(pieces[0]?.after).toBe('2026-03-01');
  expect(pieces.at(-1)?.until).toBe('2026-03-03/~');
  for (const [at, { after, until, rows: here }] of pieces.entries()) {
    expect(after).toBe(pieces[at - 1]?.until ?? '2026-03-01');
    for (const { date, key } of here) {
      expect(`${date}/${key}` > after).toBe(true);
      expect(`${date}/${key}` <= until).toBe(true);
    }
  }
});

it('are one without rows where nothing was found', () => {
  expect(piecesOf([], days, 2)).toEqual([{ after: '2026-03-01', until: '2026-03-03/~', rows: [] }]);
});

it('are one where the rows are as many as a piece has', () => {
  expect(piecesOf([found('2026-03-01', 'a'), found('2026-03-01', 'b')], days, 2)).toHaveLength(1);
});

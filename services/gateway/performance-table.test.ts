import { expect, it } from 'vitest';
import { performanceAnswer, performanceParams } from './performance-table.ts';
import type { Exchange } from './route.ts';

const table = {
  range: { from: '2026-01-01', to: '2026-01-02' },
  columns: ['campaign', 'clicks'],
  data: [
    { campaign: '=HYPERLINK("http://x")', clicks: 3 },
    { campaign: 'Shoes, "red"', clicks: null },
  ],
  page: { nextCursor: null },
  freshness: { lastFactAt: null, lastDay: null, factVersion: 1 },
};
const asking = (accept: string) => ({ request: { headers: { accept } } }) as unknown as Exchange;

it('splits lists and gathers filters from the query', () => {
  expect(performanceParams({ groupBy: 'platform, date', platform: 'google-ads', sort: '-clicks' })).toEqual({
    groupBy: ['platform', 'date'],
    filter: { platform: 'google-ads' },
    sort: '-clicks',
  });
});

it('never gives a spreadsheet a formula to run, and quotes what needs it', () => {
  const { body } = performanceAnswer(table, asking('text/csv'));
  expect(body).toBe('campaign,clicks\r\n"\'=HYPERLINK(""http://x"")",3\r\n"Shoes, ""red""",\r\n');
});

it('answers JSON unless CSV is asked for', () => {
  expect(performanceAnswer(table, asking('*/*')).body).toBe(JSON.stringify(table));
});

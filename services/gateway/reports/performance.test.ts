import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { parseQuery } from '../exchange/query.ts';
import { reportPerformance } from './performance.ts';

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

/** Asks for the table; gives the answer, and the parameters that the action was called with. */
async function ask({ accept = '*/*', query = '' }) {
  const called: unknown[] = [];
  const answer = await reportPerformance({
    request: { headers: { accept } } as IncomingMessage,
    query: parseQuery(`/?${query}`),
    call: (async (_contract, params) => {
      called.push(params);
      return table;
    }) as Exchange['call'],
  } as Exchange);
  return { answer, params: called[0] };
}

it('splits lists and gathers filters from the query', async () => {
  const { params } = await ask({ query: 'groupBy=platform,%20date&platform=google-ads&sort=-clicks' });
  expect(params).toEqual({
    groupBy: ['platform', 'date'],
    filter: { platform: 'google-ads' },
    sort: '-clicks',
  });
});

it('never gives a spreadsheet a formula to run, and quotes what needs it', async () => {
  const { body } = (await ask({ accept: 'text/csv' })).answer;
  expect(body).toBe('campaign,clicks\r\n"\'=HYPERLINK(""http://x"")",3\r\n"Shoes, ""red""",\r\n');
});

it('answers JSON unless CSV is asked for', async () => {
  expect((await ask({})).answer.body).toBe(JSON.stringify(table));
});

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

/** Asks for a table; gives the answer, and the parameters that the action was called with. */
async function ask({ accept = '*/*', query = '', answered = table as object }) {
  const called: unknown[] = [];
  const answer = await reportPerformance({
    request: { headers: { accept } } as IncomingMessage,
    query: parseQuery(`/?${query}`),
    call: (async (_contract, params) => {
      called.push(params);
      return answered;
    }) as Exchange['call'],
    inShare: (work: () => Promise<unknown>) => work(),
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

it.each([
  ['a formula', '=1+1'],
  ['a formula after blanks', ' \u00a0=1+1'],
  ['a formula after what cannot be seen', '\u200b\u0001+1'],
  ['a sum in full width', '＝1+1'],
  ['a command', '-2+3'],
  ['a link', '@SUM(A1)'],
])('never gives a spreadsheet %s to run', async (_, campaign) => {
  const answered = { ...table, columns: ['campaign'], data: [{ campaign }] };
  const { body } = (await ask({ accept: 'text/csv', answered })).answer;
  expect(body).toBe(`campaign\r\n'${campaign}\r\n`);
});

it('keeps texts of tables whole in spreadsheets that part cells by semicolons or tabs', async () => {
  const answered = { ...table, columns: ['campaign'], data: [{ campaign: 'a;=1+1' }, { campaign: 'b\t=2' }] };
  const { body } = (await ask({ accept: 'text/csv', answered })).answer;
  expect(body).toBe('campaign\r\n"a;=1+1"\r\n"b\t=2"\r\n');
});

it('points at the next page of the same table', async () => {
  const answered = { ...table, page: { nextCursor: 'abc' } };
  const query = 'groupBy=platform,date&platform=google-ads&cursor=old';
  const { headers } = (await ask({ accept: 'text/csv', query, answered })).answer;
  const link = /^<\?(.*)>; rel="next"$/.exec(headers?.['link'] ?? '')?.[1];
  expect({ ...parseQuery(`/?${link}`) }).toEqual({
    groupBy: 'platform,date',
    platform: 'google-ads',
    cursor: 'abc',
  });
});

it('answers JSON unless CSV is asked for', async () => {
  expect((await ask({})).answer.body).toBe(JSON.stringify(table));
});

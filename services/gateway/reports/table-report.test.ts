import type { IncomingMessage } from 'node:http';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { parseQuery } from '../exchange/query.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { tableReport } from './table-report.ts';

const reportPerformance = tableReport(reportContracts.performance, 'performance');

const table = {
  range: { from: '2026-01-01', to: '2026-01-02' },
  columns: ['campaign', 'clicks'],
  data: [
    { campaign: '=HYPERLINK("http://x")', clicks: 3 },
    { campaign: 'Shoes, "red"', clicks: null },
  ],
  page: { nextCursor: null },
  rows: 2,
  freshness: { lastFactAt: null, lastDay: null, factVersion: 1 },
};

/** Asks for a table; gives the answer, and the parameters that the action was called with. `later` are further pages. */
async function ask({ accept = '*/*', query = '', answered = table as object, later = [] as object[] }) {
  const called: unknown[] = [];
  const pages = [answered, ...later];
  const answer = (await reportPerformance({
    request: { headers: { accept } } as IncomingMessage,
    query: parseQuery(`/?${query}`),
    call: (async (_contract, params) => {
      called.push(params);
      return pages.shift();
    }) as Exchange['call'],
    limits: { fileRows: 50_000 },
    inShare: (work: () => Promise<unknown>) => work(),
  } as Exchange)) as Answer;
  return { answer, params: called[0] };
}

it('splits lists and gathers filters from the query', async () => {
  const { params } = await ask({ query: 'groupBy=platform,%20date&platform=google-ads&sort=-clicks' });
  expect(params).toEqual({
    groupBy: ['platform', 'date'],
    filter: { platform: ['google-ads'] },
    sort: '-clicks',
  });
});

it.each(['unknown', '__proto__', 'constructor', 'toString'])('refuses a parameter named %s', async (name) => {
  await expect(ask({ query: `${name}=1` })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});

it('never gives a spreadsheet a formula to run, and quotes what needs it', async () => {
  const { body } = (await ask({ accept: 'text/csv' })).answer;
  expect(body).toBe('campaign,clicks\r\n"\'=HYPERLINK(""http://x"")",3\r\n"Shoes, ""red""",\r\n');
});

it.each([
  ['a formula', '=1+1'],
  ['a formula after blanks', ' \u00a0=1+1'],
  ['a formula after what cannot be seen', '\u200b\u0001+1', '+1'],
  ['a sum in full width', '＝1+1'],
  ['a command', '-2+3'],
  ['a link', '@SUM(A1)'],
])('never gives a spreadsheet %s to run', async (_, campaign, seen = campaign) => {
  const answered = { ...table, columns: ['campaign'], data: [{ campaign }] };
  const { body } = (await ask({ accept: 'text/csv', answered })).answer;
  expect(body).toBe(`campaign\r\n'${seen}\r\n`);
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

describe('a file', () => {
  const figures = {
    ...table,
    columns: [
      'campaign',
      'campaignName',
      'currency',
      'impressions',
      'costMicros',
      'cpaMicros',
      'conversions',
    ],
    data: [
      {
        campaign: 'c1',
        campaignName: '=1+1',
        currency: 'IDR',
        impressions: 1_000,
        costMicros: '30399999999696031',
        cpaMicros: 2_500_000.5,
        conversions: 0.5,
      },
      {
        campaign: 'c2',
        campaignName: 'Ä "b"',
        currency: 'USD',
        impressions: 0,
        costMicros: -1_500_000,
        cpaMicros: null,
      },
    ],
  };

  it('is asked for by the URL alone, which goes before Accept and is no business of the action', async () => {
    const { answer, params } = await ask({ query: 'format=json&money=units', accept: 'text/csv' });
    expect(answer.body).toBe(JSON.stringify(table));
    expect(params).toEqual({});
  });

  it('has money in units to the last digit, names that a person reads and a mark for Excel, if asked', async () => {
    const query = 'format=csv&limit=10&money=units&headers=readable&bom=true';
    expect((await ask({ query, answered: figures })).answer.body).toBe(
      '\uFEFFCampaign ID,Campaign,Currency,Impressions,Cost,Cost per conversion,Conversions\r\n' +
        "c1,'=1+1,IDR,1000,30399999999.696031,2.5000005,0.5\r\n" +
        'c2,"Ä ""b""",USD,0,-1.5,,\r\n',
    );
  });

  it('says in each row what is not converted, as text that no spreadsheet runs or rounds', async () => {
    const answered = {
      ...table,
      columns: ['campaignName', 'currency', 'notConverted', 'costMicros'],
      data: [
        { campaignName: 'Tokyo', currency: 'EUR', notConverted: 'JPY 900.5 (2 days)', costMicros: null },
        { campaignName: 'Berlin', currency: 'EUR', notConverted: null, costMicros: 7_000_000 },
      ],
    };
    const query = 'format=csv&limit=10&money=units&headers=readable&convertTo=EUR';
    const { answer, params } = await ask({ query, answered });
    expect(answer.body).toBe(
      'Campaign,Currency,Not converted,Cost\r\nTokyo,EUR,JPY 900.5 (2 days),\r\nBerlin,EUR,,7\r\n',
    );
    expect(params).toMatchObject({ convertTo: 'EUR' });
    const parquet = (await ask({ query: 'format=parquet&convertTo=EUR', answered })).answer
      .body as Uint8Array;
    const [first] = await parquetReadObjects({ file: Uint8Array.from(parquet).buffer });
    expect(first).toMatchObject({ notConverted: 'JPY 900.5 (2 days)', costMicros: null });
  });

  it('of JSON lines keeps all digits, and null where nothing is known', async () => {
    const { body } = (await ask({ query: 'format=ndjson&limit=10', answered: figures })).answer;
    expect(body).toBe(
      '{"campaign":"c1","campaignName":"=1+1","currency":"IDR","impressions":1000,"costMicros":30399999999696031,' +
        '"cpaMicros":2500000.5,"conversions":0.5}\n' +
        '{"campaign":"c2","campaignName":"Ä \\"b\\"","currency":"USD","impressions":0,"costMicros":-1500000,' +
        '"cpaMicros":null,"conversions":null}\n',
    );
  });

  it('of Parquet has exact 64-bit sums, numbers and texts', async () => {
    const { body, headers } = (await ask({ query: 'format=parquet', answered: figures })).answer;
    expect(headers).toMatchObject({ 'content-type': 'application/vnd.apache.parquet' });
    const bytes = body as Uint8Array;
    const rows = await parquetReadObjects({ file: Uint8Array.from(bytes).buffer });
    expect(rows).toEqual([
      {
        campaign: 'c1',
        campaignName: '=1+1',
        currency: 'IDR',
        impressions: 1_000n,
        costMicros: 30_399_999_999_696_031n,
        cpaMicros: 2_500_000.5,
        conversions: 0.5,
      },
      {
        campaign: 'c2',
        campaignName: 'Ä "b"',
        currency: 'USD',
        impressions: 0n,
        costMicros: -1_500_000n,
        cpaMicros: null,
        conversions: null,
      },
    ]);
  });

  it('of a spreadsheet holds texts as texts, never a formula, and no rounded sum', async () => {
    const { body } = (await ask({ query: 'format=xlsx', answered: figures })).answer;
    const parts = unzipSync(body as Uint8Array);
    const text = (name: string) => new TextDecoder().decode(parts[name]);
    const sheet = text('xl/worksheets/sheet1.xml');
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<v>-1500000</v>');
    const texts = Object.keys(parts).map(text).join('');
    for (const shown of ['Cost (micros)', '=1+1', '30399999999696031']) expect(texts).toContain(shown);
    expect(sheet).not.toContain('<v>30399999999696031</v>');
  });

  it('without a limit holds the rows of all pages', async () => {
    const answered = { ...table, page: { nextCursor: 'two' } };
    const { body } = (await ask({ query: 'format=parquet', answered, later: [table] })).answer;
    expect(await parquetReadObjects({ file: Uint8Array.from(body as Uint8Array).buffer })).toHaveLength(4);
  });

  it('that is made in memory is refused when it is too long', async () => {
    const asked = ask({ query: 'format=xlsx', answered: { ...table, rows: 50_001 } });
    await expect(asked).rejects.toMatchObject({ code: 'REPORT_TOO_LARGE' });
  });

  it.each(['format=pdf', 'money=euros', 'bom=yes', 'headers=none'])('is not made of %s', async (query) => {
    await expect(ask({ query })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});

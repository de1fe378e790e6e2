import { describe, expect, it } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { parseQuery } from '../exchange/query.ts';
import { requestWith } from '../testing/request.ts';
import { ratesIn, uploadCurrencyRates } from './currency-rates.ts';

describe('rates that are sent as CSV', () => {
  const row = { day: '2026-01-05', from: 'USD', to: 'EUR', rate: '0.9213', source: 'ECB' };

  it('are read whatever the order of columns, the line ends and the mark at the beginning', () => {
    expect(ratesIn('\uFEFFfrom,to,day,Rate,source\r\nUSD,EUR,2026-01-05, 0.9213,ECB\r\n\r\n')).toEqual([row]);
  });

  it('keep commas and quotes of a source that is quoted', () => {
    const text = 'day,from,to,rate,source\n2026-01-05,USD,EUR,0.9213,"ECB, ""reference"""';
    expect(ratesIn(text)).toEqual([{ ...row, source: 'ECB, "reference"' }]);
  });

  it.each([
    ['without a header', '2026-01-05,USD,EUR,0.9213,ECB'],
    ['without a column', 'day,from,to,rate\n2026-01-05,USD,EUR,0.9213'],
    [
      'with a decimal comma, which makes one cell more',
      'day,from,to,rate,source\n2026-01-05,USD,EUR,0,9213,ECB',
    ],
    ['of another delimiter', 'day;from;to;rate;source\n2026-01-05;USD;EUR;0.9213;ECB'],
    ['that are empty', ''],
  ])('%s are refused whole', (_, text) => {
    expect(() => ratesIn(text)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }) as Error);
  });

  it('reach the action as rates of JSON do', async () => {
    const send = async (type: string, body: string) => {
      const calls: unknown[] = [];
      await uploadCurrencyRates({
        request: requestWith([body], { 'content-type': type, 'content-length': String(body.length) }),
        query: parseQuery('/?'),
        path: {},
        inShare: (work: () => Promise<unknown>) => work(),
        call: (async (_: unknown, params: unknown) => {
          calls.push(params);
          return { set: 1, unchanged: 0 };
        }) as Exchange['call'],
      } as unknown as Exchange);
      return calls;
    };
    const csv = await send('text/csv', 'day,from,to,rate,source\n2026-01-05,USD,EUR,0.9213,ECB');
    expect(csv).toEqual([{ rates: [row] }]);
    expect(await send('application/json', JSON.stringify({ rates: [row] }))).toEqual(csv);
  });
});

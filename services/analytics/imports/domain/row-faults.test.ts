import { describe, expect, it } from 'vitest';
import { lineOf } from './rows.ts';
import { lastDay, readRecord, tableOf } from './testing/record.ts';

describe('a rejected record says why', () => {
  const twoWays = (day: string) => `Day "${day}" can be read in two ways; write days as YYYY-MM-DD.`;
  const noDay = (day: string) => `Day "${day}" is not a day.`;
  const figure = (field: string, cell: string) => `${field} "${cell}" is not a figure.`;
  const tooLong = (field: string) => `${field} is too long or not text.`;
  const noPlatform = 'Platform is neither google-ads nor linkedin-ads.';
  const noHour = 'hour is not 0 to 23.';
  const noCurrency = 'currency is not an ISO 4217 code.';
  it.each([
    [{ Day: 'soon' }, noDay('soon')],
    [{ Day: '' }, noDay('')],
    [{ Day: 'x'.repeat(50) }, noDay('x'.repeat(40))],
    [{ Day: '1/2/2026' }, twoWays('1/2/2026')],
    [{ Day: '01-02-2026' }, twoWays('01-02-2026')],
    [{ Day: '10/11/2026' }, twoWays('10/11/2026')],
    [{ Day: 'x1/2/2026' }, noDay('x1/2/2026')],
    [{ Day: '1/2/20261' }, noDay('1/2/20261')],
    [{ Day: '1/2/26' }, twoWays('1/2/26')],
    [{ Day: '26-01-02' }, twoWays('26-01-02')],
    [{ Hour: '13 PM' }, noHour],
    [{ Hour: '0 AM' }, noHour],
    [{ Day: '1999-12-31' }, 'date: 1999-12-31 is before 2000-01-01.'],
    [{ Platform: 'bing' }, noPlatform],
    [{ Platform: 'ads' }, noPlatform],
    [{ Campaign: '' }, 'The row names no campaign.'],
    [{ Campaign: '-', 'Campaign ID': '--' }, 'The row names no campaign.'],
    [{ Campaign: 'x'.repeat(256) }, tooLong('campaign')],
    [{ Campaign: 'a\u0007b' }, tooLong('campaign')],
    [{ 'Campaign group': 'a\u0008b' }, tooLong('campaignGroup')],
    [{ 'Campaign group ID': 'a\u0000b' }, tooLong('campaignGroupId')],
    [{ 'Ad group': 'x'.repeat(256) }, tooLong('adGroup')],
    [{ Ad: 'x'.repeat(256) }, tooLong('ad')],
    [{ Keyword: 'x'.repeat(256) }, tooLong('keyword')],
    [{ Hour: '24' }, noHour],
    [{ Hour: '' }, noHour],
    [{ Hour: '7:30' }, noHour],
    [{ Hour: '7:00:30' }, noHour],
    [{ Hour: '123' }, noHour],
    [{ Hour: 'at 7' }, noHour],
    [{ Hour: '7 h' }, noHour],
    [{ Currency: 'USDT' }, noCurrency],
    [{ Currency: 'US' }, noCurrency],
    [{ Clicks: '-1' }, 'clicks "-1" is negative and was left out.'],
    [{ Cost: '€5.00', Currency: 'USD' }, "cost is in EUR, but the row's currency is USD."],
    [{ Clicks: '1.5' }, figure('clicks', '1.5')],
    [{ Cost: 'x'.repeat(50) }, figure('cost', 'x'.repeat(40))],
    [{ Cost: '9,000,000,001.00' }, figure('cost', '9,000,000,001.00')],
    [{ costMicros: '0.5' }, figure('costMicros', '0.5')],
    [{ costMicros: '9000000000000001' }, figure('costMicros', '9000000000000001')],
  ])('%j', (cells: Record<string, string>, message) => {
    expect(readRecord(cells)).toEqual({ line: 2, code: 'ROW_INVALID', message });
  });

  it('a day to come', () => {
    expect(readRecord({ Day: lastDay })).toMatchObject({ date: lastDay });
    expect(readRecord({ Day: '2026-03-17' })).toEqual({
      line: 2,
      code: 'DATE_IN_FUTURE',
      message: 'The day 2026-03-17 has not begun anywhere yet.',
    });
  });

  it('no currency', () => {
    expect(readRecord({ Currency: '' }, { currency: null })).toMatchObject({ message: noCurrency });
  });

  it('no platform', () => {
    expect(readRecord({ Platform: '' }, { platform: null })).toMatchObject({ message: noPlatform });
  });

  it('a day that can be read in two ways, unless the others tell which', () => {
    const table = tableOf('Day,Campaign,Clicks\n13/2/2026,A,1\n2/13/2026,A,1\n');
    const record = { line: 2, cells: ['32/1/2026', 'A', '1'] };
    expect(lineOf(table, record, lastDay)).toMatchObject({ message: twoWays('32/1/2026') });
    const clear = tableOf('Day,Campaign,Clicks\n13/2/2026,A,1\n');
    expect(lineOf(clear, record, lastDay)).toMatchObject({ message: noDay('32/1/2026') });
  });
});

it('does not take a defect of ours for a fault of the record', () => {
  const broken = {
    ...tableOf('Day,Campaign,Clicks\n2026-03-01,A,1\n'),
    get currency(): string {
      throw new TypeError('defect');
    },
  };
  expect(() => lineOf(broken, { line: 2, cells: ['2026-03-01', 'A', '1'] }, lastDay)).toThrow('defect');
});

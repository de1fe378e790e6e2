import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateFault, lastOfEachKey, normalise } from './normalise.ts';

const today = '2026-03-15';
const campaignId = '01993e50-0000-7000-8000-000000000001';
const good = {
  campaignId,
  platform: 'google-ads',
  date: '2026-03-01',
  impressions: 100,
  clicks: 5,
  costMicros: 1_250_000,
  conversions: 0.5,
  conversionValueMicros: 3_000_000,
  currency: 'USD',
};
const options = { today, firstLine: 1 };

describe('normalise', () => {
  it('turns a good row into a fact of a whole day', () => {
    expect(normalise([good], options).lines).toEqual([
      {
        line: 1,
        fact: {
          campaignId,
          platform: 'google-ads',
          date: '2026-03-01',
          hour: -1,
          adGroup: '',
          ad: '',
          keyword: '',
          grain: 0,
          currency: 'USD',
          impressions: 100,
          clicks: 5,
          costMicros: 1_250_000,
          conversionsMicros: 500_000,
          valueMicros: 3_000_000,
        },
      },
    ]);
  });

  it.each([
    ['a negative count', { clicks: -1 }, 'ROW_INVALID'],
    ['half a click', { clicks: 0.5 }, 'ROW_INVALID'],
    ['a count above the limit', { impressions: 1e13 }, 'ROW_INVALID'],
    ['money above the limit', { costMicros: 9_000_000_000_000_001 }, 'ROW_INVALID'],
    ['an unknown field', { spend: 1 }, 'ROW_INVALID'],
    ['an unknown platform', { platform: 'bing' }, 'ROW_INVALID'],
    ['no currency', { currency: undefined }, 'ROW_INVALID'],
    ['a day that does not exist', { date: '2026-02-30' }, 'ROW_INVALID'],
    ['a day before the platforms', { date: '1999-12-31' }, 'ROW_INVALID'],
    ['an hour of 24', { hour: 24 }, 'ROW_INVALID'],
    ['the day after tomorrow', { date: '2026-03-17' }, 'DATE_IN_FUTURE'],
  ])('rejects %s', (_name, change, code) => {
    const { lines, rejected } = normalise([good, { ...good, ...change }], { today, firstLine: 1001 });
    expect(lines).toHaveLength(1);
    expect(rejected).toEqual([{ line: 1002, code, message: expect.any(String) as string }]);
  });

  it.each([
    ['tomorrow', { date: '2026-03-16' }],
    ['more clicks than impressions', { clicks: 200 }],
    ['no conversions', { conversions: undefined, conversionValueMicros: undefined }],
  ])('accepts %s', (_name, change) => {
    expect(normalise([{ ...good, ...change }], options).rejected).toEqual([]);
  });

  it('keeps where a row is broken down, and our own ids in one spelling', () => {
    const parts = { hour: 0, adGroup: 'A', ad: 'First', keyword: 'shoes' };
    const row = { ...good, ...parts, campaignId: campaignId.toUpperCase(), conversions: 0.1234567 };
    expect(normalise([row], options).lines).toMatchObject([
      { line: 1, fact: { ...parts, grain: 15, campaignId, conversionsMicros: 123_457 } },
    ]);
  });

  it('takes no conversions for none', () => {
    const { conversions: _, conversionValueMicros: __, ...row } = good;
    expect(normalise([row], options).lines).toMatchObject([
      { fact: { conversionsMicros: 0, valueMicros: 0 } },
    ]);
  });

  it.each([
    ['the field that is wrong', { ...good, clicks: -1, costMicros: -1 }, /^clicks: \S/],
    ['a row that is none', 7, /^Invalid input: expected object/],
    [
      'a field that is unknown, in 300 letters',
      { ...good, ['x'.repeat(400)]: 1 },
      /^Unrecognized key: "x{281}$/,
    ],
    ['a day to come', { ...good, date: '2026-03-17' }, /^The day 2026-03-17 has not begun anywhere yet\.$/],
    ['a day of long ago', { ...good, date: '1999-12-31' }, /^date: 1999-12-31 is before 2000-01-01\.$/],
  ])('says of a rejected row %s', (_name, row, sentence) => {
    const [fault] = normalise([row], options).rejected;
    expect(fault?.message).toMatch(sentence);
  });

  it('accounts for every row, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(good), fc.anything())), (rows) => {
        const { lines, rejected } = normalise(rows, options);
        expect(lines.length + rejected.length).toBe(rows.length);
      }),
      { seed: 3 },
    );
  });
});

it('keeps the last of several lines with one key', () => {
  const rows = [good, { ...good, adGroup: 'A' }, { ...good, clicks: 7 }];
  const facts = lastOfEachKey(normalise(rows, options).lines);
  expect(facts.map((fact) => [fact.adGroup, fact.clicks])).toEqual([
    ['', 7],
    ['A', 5],
  ]);
});

it('finds no fault with the first day of the platforms and the last day allowed', () => {
  expect(dateFault('2000-01-01', '2026-03-16')).toBeNull();
  expect(dateFault('2026-03-16', '2026-03-16')).toBeNull();
});

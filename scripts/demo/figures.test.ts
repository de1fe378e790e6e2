import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetricRow } from '../../contracts/analytics/facts.ts';
import { readAds2020 } from './ads-2020.ts';
import { sameFigures, sameGroups, sameNumber } from './compare.ts';
import { metricRow, sumBy, sumOf } from './figures.ts';
import { generateFigures } from './generated-figures.ts';

const HEAD =
  'month,day,campaign_number,user_engagement,banner,placement,displays,cost,clicks,revenue,post_click_conversions,post_click_sales_amount';

describe('the real figures', () => {
  it('are added up by day, platform and banner, in exact micros', () => {
    const csv = [
      HEAD,
      'April,1,camp 1,High,160 x 600,abc,10,0.1,2,0,1,3.5',
      'April,1,camp 1,Low,160 x 600,mno,5,0.2,1,0,0,0',
      'June,30,camp 3,Low,240 x 400,mno,7,1.2345,3,0,2,10.000001',
      'April,1,camp 2,Low,240 x 400,mno,9,9,9,9,9,9',
    ].join('\n');
    const { days, figures } = readAds2020(csv);
    expect(days).toBe(91);
    expect(figures).toEqual([
      {
        day: 0,
        platform: 'google-ads',
        ad: 'Banner 160 x 600',
        impressions: 15,
        clicks: 3,
        costMicros: 300_000,
        conversions: 1,
        valueMicros: 3_500_000,
      },
      {
        day: 90,
        platform: 'linkedin-ads',
        ad: 'Banner 240 x 400',
        impressions: 7,
        clicks: 3,
        costMicros: 1_234_500,
        conversions: 2,
        valueMicros: 10_000_001,
      },
    ]);
  });

  it.each([
    ['another file', 'a,b\n1,2', /no column/],
    ['no line that counts', HEAD, /no line/],
    ['a day that does not exist', `${HEAD}\nApril,31,camp 1,,x,y,1,1,1,1,1,1`, /day/],
    ['a month that does not exist', `${HEAD}\nMärz,1,camp 1,,x,y,1,1,1,1,1,1`, /day/],
    ['a number that is none', `${HEAD}\nApril,1,camp 1,,x,y,one,1,1,1,1,1`, /number/],
  ])('are refused when they are %s', (_name, csv, message) => {
    expect(() => readAds2020(csv)).toThrow(message);
  });
});

describe('generated figures', () => {
  it('are the same for the same seed, valid rows, and better on one platform', () => {
    const { figures } = generateFigures(7, 0);
    expect(generateFigures(7, 0).figures).toEqual(figures);
    expect(generateFigures(8, 0).figures).not.toEqual(figures);
    const id = '01a20599-3b9e-7146-b4c4-684818396451';
    for (const figure of figures) MetricRow.parse(metricRow(figure, id, '2026-01-01', 'USD'));
    const sums = sumBy(figures, (f) => f.platform);
    const perConversion = (platform: 'google-ads' | 'linkedin-ads') =>
      (sums.get(platform)?.costMicros ?? NaN) / (sums.get(platform)?.conversions ?? NaN);
    expect(perConversion('google-ads')).toBeLessThan(perConversion('linkedin-ads') / 2);
  });

  it('spend less at the weekend, whichever weekday the last day is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), (lastWeekday) => {
        const perWeekday = sumBy(
          generateFigures(1, lastWeekday).figures,
          (f) => (lastWeekday - (90 - f.day) + 700) % 7,
        );
        const spend = (weekday: number) => perWeekday.get(weekday)?.costMicros ?? 0;
        expect(Math.max(spend(5), spend(6))).toBeLessThan(Math.min(...[0, 1, 2, 3, 4].map(spend)));
      }),
    );
  });
});

describe('comparing', () => {
  const sent = { impressions: 10, clicks: 2, costMicros: 5, conversions: 1, valueMicros: 7 };
  const said = { impressions: 10, clicks: 2, costMicros: 5, conversions: 1, conversionValueMicros: 7 };

  it('lets equal figures pass, also when a long sum is text', () => {
    expect(() => sameFigures('x', sent, said)).not.toThrow();
    expect(() => sameFigures('x', sent, { ...said, costMicros: '5' })).not.toThrow();
    expect(() => sameNumber('x', 1 / 3, 0.3333333333333333)).not.toThrow();
    expect(() => sameGroups('x', ['b', 'a'], ['a', 'b'])).not.toThrow();
  });

  it.each(['impressions', 'clicks', 'costMicros', 'conversions', 'conversionValueMicros'] as const)(
    'fails when %s is one off',
    (name) => {
      expect(() => sameFigures('the report', sent, { ...said, [name]: said[name] + 1 })).toThrow(
        'the report',
      );
    },
  );

  it('fails for what is no number, another number, and groups too few or too many', () => {
    expect(() => sameFigures('x', sent, { ...said, clicks: null, impressions: 'many' })).toThrow(/no number/);
    expect(() => sameNumber('x', 1, 1.001)).toThrow('x');
    expect(() => sameNumber('x', 1, null)).toThrow('x');
    expect(() => sameGroups('x', ['a'], ['a', 'b'])).toThrow('x');
    expect(() => sameGroups('x', ['a', 'b'], ['a'])).toThrow('x');
  });

  it('adds up nothing as nothing', () => {
    expect(sumOf([])).toEqual({ impressions: 0, clicks: 0, costMicros: 0, conversions: 0, valueMicros: 0 });
  });
});

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { currencyRateContracts } from '../../../contracts/analytics/currency-rates.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { addDays } from '../../../lib/time.ts';
import { convertMicros } from '../currencies/domain/convert.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;
let spring: string;
let tokyo: string;
let berlin: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  spring = stack.campaigns.add(person.organizationId, { name: 'Spring', currency: 'USD' });
  tokyo = stack.campaigns.add(person.organizationId, { name: 'Tokyo', currency: 'JPY' });
  berlin = stack.campaigns.add(person.organizationId, { name: 'Berlin', currency: 'EUR' });
});

const FEBRUARY = { from: '2026-02-01', to: '2026-02-28' };
const day = (n: number) => addDays('2026-02-01', n - 1);
const send = async (rows: object[]) => {
  const { rejected } = await stack.call(factContracts.ingest, { rows }, person);
  expect(rejected).toEqual([]);
};
const rateOf = (date: string, from: string, rate: string) => ({
  day: date,
  from,
  to: 'EUR',
  rate,
  source: 'ECB',
});
const setRates = (rates: object[], as: Person = person) =>
  stack.call(currencyRateContracts.setCurrencyRates, { rates: rates as never }, as);
const table = (params: object) =>
  stack.call(
    reportContracts.performance,
    { ...FEBRUARY, convertTo: 'EUR', metrics: ['costMicros', 'clicks'], ...params },
    person,
  );
const row = (campaignId: string, date: string, costMicros: number, currency: string, more: object = {}) =>
  metricRow(campaignId, date, { costMicros, currency, clicks: 1, conversionValueMicros: 0, ...more });

it('converts each day at its own rate, carried forward over days without one, and leaves out what has none', async () => {
  await send([
    row(spring, day(1), 3_000_000, 'USD'),
    row(spring, day(10), 1_000_000, 'USD'),
    row(spring, day(17), 1_000_000, 'USD'),
    row(spring, day(18), 5_000_000, 'USD'),
    row(berlin, day(10), 7_000_000, 'EUR'),
    row(tokyo, day(3), 900_000_000, 'JPY'),
  ]);
  await setRates([rateOf(day(9), 'USD', '0.9'), rateOf(day(10), 'USD', '0.8')]);
  const { data, totals, converted } = await table({ groupBy: ['campaign'] });
  expect(data).toEqual([
    {
      campaign: berlin,
      campaignName: 'Berlin',
      currency: 'EUR',
      notConverted: null,
      costMicros: 7_000_000,
      clicks: 1,
    },
    {
      ...{ campaign: spring, campaignName: 'Spring', currency: 'EUR', notConverted: 'USD 8 (2 days)' },
      ...{ costMicros: 1_600_000, clicks: 2 },
    },
    {
      ...{ campaign: tokyo, campaignName: 'Tokyo', currency: 'EUR', notConverted: 'JPY 900 (1 day)' },
      ...{ costMicros: null, clicks: null },
    },
  ]);
  expect(totals).toMatchObject([
    { currency: 'EUR', costMicros: 8_600_000, clicks: 3, notConverted: 'JPY 900 (1 day); USD 8 (2 days)' },
  ]);
  expect(converted).toMatchObject({
    to: 'EUR',
    rates: [
      {
        ...{
          from: 'USD',
          lowest: '0.8',
          highest: '0.8',
          firstDay: day(10),
          lastDay: day(10),
          carriedDays: 7,
        },
        sources: ['ECB'],
      },
    ],
    notConverted: [
      { currency: 'JPY', of: 'range', days: 1, costMicros: 900_000_000, from: day(3), to: day(3) },
      { currency: 'USD', of: 'range', days: 2, costMicros: 8_000_000, clicks: 2, from: day(1), to: day(18) },
    ],
  });
});

it('answers with the new rate at once, keeps the history of each, and audits it', async () => {
  await send([row(spring, day(1), 1_000_000, 'USD')]);
  const cost = async () => (await table({})).totals[0]?.['costMicros'];
  expect(await cost()).toBeNull();
  expect(await setRates([rateOf(day(1), 'USD', '0.9')])).toEqual({ set: 1, unchanged: 0 });
  expect(await cost()).toBe(900_000);
  expect(await setRates([rateOf(day(1), 'USD', '0.90')])).toEqual({ set: 0, unchanged: 1 });
  expect(await setRates([rateOf(day(1), 'USD', '0.5'), rateOf(day(2), 'USD', '0.6')])).toMatchObject({
    set: 2,
  });
  expect(await cost()).toBe(500_000);
  const key = { from: 'USD', to: 'EUR', day: day(1) };
  await stack.call(currencyRateContracts.removeCurrencyRate, key, person);
  expect(await cost()).toBeNull();
  await expect(stack.call(currencyRateContracts.removeCurrencyRate, key, person)).rejects.toMatchObject({
    code: 'CURRENCY_RATE_NOT_FOUND',
  });
  const list = (params: object) => stack.call(currencyRateContracts.currencyRates, params, person);
  expect((await list({})).data).toMatchObject([
    { day: day(2), rate: '0.6', endedAt: null, toldBy: person.userId },
  ]);
  const first = await list({ state: 'all', limit: 2 });
  const rest = await list({ state: 'all', limit: 2, cursor: first.page.nextCursor });
  expect([...first.data, ...rest.data].map(({ day: of, rate, endedBy }) => [of, rate, endedBy])).toEqual([
    [day(2), '0.6', null],
    [day(1), '0.5', person.userId],
    [day(1), '0.9', person.userId],
  ]);
});

it('shows no organisation the rates of another one, and converts by none of them', async () => {
  const stranger = stack.person('owner');
  await setRates([rateOf(day(1), 'USD', '0.9')], stranger);
  await send([row(spring, day(1), 1_000_000, 'USD')]);
  expect((await table({})).data).toMatchObject([{ costMicros: null, notConverted: 'USD 1 (1 day)' }]);
  expect((await stack.call(currencyRateContracts.currencyRates, {}, person)).data).toEqual([]);
});

it('takes no rate that makes no sense, none from a viewer, and none told twice', async () => {
  const refused = (rates: object[], code: string, as?: Person) =>
    expect(setRates(rates, as)).rejects.toMatchObject({ code });
  const good = rateOf(day(1), 'USD', '0.9');
  for (const rate of ['0', '-1', '0,9', '1e3', '0.0000', '', 'NaN', '1.1234567890123'])
    await refused([{ ...good, rate }], 'REQUEST_INVALID');
  await refused([{ ...good, to: 'USD' }], 'REQUEST_INVALID');
  await refused([good, { ...good, rate: '0.8' }], 'REQUEST_INVALID');
  await refused([good], 'PERMISSION_DENIED', stack.person('viewer', person.organizationId));
});

it('compares days of two ranges each at its own rate, and knows no change where a part has none', async () => {
  await send([
    row(spring, '2026-01-31', 1_000_000, 'USD'),
    row(spring, day(28), 1_000_000, 'USD'),
    row(berlin, '2025-02-28', 2_000_000, 'EUR'),
    row(berlin, day(28), 1_000_000, 'EUR'),
    row(tokyo, '2026-01-31', 5_000_000, 'JPY'),
    row(tokyo, day(1), 5_000_000, 'JPY'),
  ]);
  await setRates([
    rateOf('2026-01-31', 'USD', '0.5'),
    rateOf(day(28), 'USD', '0.75'),
    rateOf(day(1), 'JPY', '0.006'),
  ]);
  const asked = { groupBy: ['campaign'], sort: 'campaignName', metrics: ['costMicros'] };
  const { data, totals } = await table({ ...asked, compare: 'previous' });
  expect(data).toMatchObject([
    { campaignName: 'Berlin', costMicros: 1_000_000, costMicrosPrevious: null },
    { campaignName: 'Spring', costMicros: 750_000, costMicrosPrevious: 500_000, costMicrosChange: 0.5 },
    {
      campaignName: 'Tokyo',
      costMicros: 30_000,
      costMicrosChange: null,
      notConverted: 'before: JPY 5 (1 day)',
    },
  ]);
  expect(totals).toMatchObject([{ costMicrosPrevious: 500_000, costMicrosChange: null }]);
  const byDate = await table({ groupBy: ['date'], compare: 'year', sort: 'date', metrics: ['costMicros'] });
  expect(byDate.data.at(-1)).toMatchObject({
    date: day(28),
    costMicros: 1_750_000,
    costMicrosPrevious: 2_000_000,
  });
});

it('gives the same money in every grouping, on all pages, in the campaign report and at a glance', async () => {
  const campaigns = [spring, tokyo, berlin];
  const currencies = ['USD', 'JPY', 'EUR'] as const;
  const told = campaigns.flatMap((id, c) =>
    Array.from({ length: 20 }, (_, n) => {
      const costMicros = (n + 1) * 1_234_567 + c * 333_331;
      const platform = n % 2 === 0 ? 'google-ads' : 'linkedin-ads';
      return { id, date: day(n + 1), costMicros, currency: currencies[c] ?? 'EUR', platform };
    }),
  );
  await send(
    told.map(({ id, date, costMicros, currency, platform }) =>
      row(id, date, costMicros, currency, { platform }),
    ),
  );
  // a part of Spring by ad group; the rest of it is not broken down
  await send([row(spring, day(1), 1_000_003, 'USD', { adGroup: 'Shoes' })]);
  const rate = (date: string, currency: string) => {
    const nth = Number(date.slice(-2));
    if (currency === 'EUR') return '1';
    return currency === 'JPY' && nth > 15 ? null : `0.9${String(nth).padStart(2, '0')}7`;
  };
  await setRates([
    ...told.flatMap(({ date, currency }) => {
      const text = rate(date, currency);
      return text === null || currency === 'EUR' ? [] : [rateOf(date, currency, text)];
    }),
  ]);
  // Tokyo's last days are carried forward from the 15th
  const converted = ({ date, currency, costMicros }: (typeof told)[number]) =>
    convertMicros(BigInt(costMicros), rate(date, currency) ?? '0.9157');
  const keys = {
    campaign: ({ id }) => id,
    platform: ({ platform }) => platform,
    date: ({ date }) => date,
    month: ({ date }) => `${date.slice(0, 7)}-01`,
  } satisfies Record<string, (one: (typeof told)[number]) => string>;
  for (const [group, keyOf] of Object.entries(keys)) {
    const { data } = await table({ groupBy: [group] });
    const expected = Map.groupBy(told, keyOf);
    expect(data).toHaveLength(expected.size);
    for (const one of data) {
      const parts = expected.get(String(one[group])) ?? [];
      const sum = parts.reduce((all, part) => all + converted(part), 0n);
      // days of two platforms or campaigns in one currency are added before they are rounded
      const off = sum - BigInt(Number(one['costMicros']));
      expect(off * off <= BigInt(parts.length) ** 2n).toBe(true);
    }
  }
  const whole = await table({ groupBy: ['campaign', 'date'] });
  const sum = told.reduce((all, one) => all + converted(one), 0n);
  expect(whole.totals).toMatchObject([{ costMicros: Number(sum), notConverted: null }]);
  const first = await table({ groupBy: ['campaign', 'date'], limit: 7 });
  const second = await table({ groupBy: ['campaign', 'date'], limit: 7, cursor: first.page.nextCursor });
  expect([...first.data, ...second.data]).toEqual(whole.data.slice(0, 14));
  expect(second.converted).toEqual(whole.converted);
  const { totals, converted: said } = await stack.call(
    reportContracts.campaign,
    { id: tokyo, ...FEBRUARY, convertTo: 'EUR' },
    person,
  );
  const ofTokyo = told.filter(({ id }) => id === tokyo).reduce((all, one) => all + converted(one), 0n);
  expect(totals).toMatchObject([{ currency: 'EUR', costMicros: Number(ofTokyo) }]);
  expect(said).toMatchObject({ rates: [{ from: 'JPY', carriedDays: 5 }], notConverted: [] });
  const glance = await stack.call(reportContracts.dashboard, { ...FEBRUARY, convertTo: 'EUR' }, person);
  expect(glance.kpis).toHaveLength(1);
  const byCost = (await table({ groupBy: ['campaign'] })).data.map((one) => [
    one['campaign'],
    one['costMicros'],
  ]);
  expect(glance.topCampaigns.map((one) => [one.campaignId, one.costMicros])).toEqual(byCost);
  const parts = await table({ groupBy: ['campaign', 'adGroup'] });
  expect(parts.data.filter((one) => one['campaign'] !== spring || one['adGroup'] !== 'Shoes')).toHaveLength(
    3,
  );
  expect(parts.totals).toMatchObject([{ notConverted: null }]);
});

it('keeps a row of which a part is left out whatever the threshold, because nobody knows whether it meets it', async () => {
  await send([row(spring, day(1), 9_000_000, 'USD'), row(berlin, day(1), 1_000_000, 'EUR')]);
  const { data } = await table({ groupBy: ['campaign'], min: ['costMicros:5000000'] });
  expect(data).toMatchObject([{ campaign: spring, costMicros: null, notConverted: 'USD 9 (1 day)' }]);
});

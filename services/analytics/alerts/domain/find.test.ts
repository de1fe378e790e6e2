import { expect, it } from 'vitest';
import { addDays, eachDay } from '../../../../lib/time.ts';
import { compare, bodyOf } from './compare.ts';
import { findAll, type Known } from './find.ts';
import { paceOf, periodsOf } from './pace.ts';
import { DEFAULT_THRESHOLDS, type DayCost, type Plan } from './plan.ts';

const UNIT = 1_000_000;
const TODAY = '2026-11-21';
const plan = (change: Partial<Plan> = {}): Plan => ({
  campaignId: '01a205e7-b4e1-7131-9db9-d70cf57f47f5',
  name: 'Spring',
  status: 'active',
  platforms: ['google-ads'],
  currency: 'USD',
  dailyMicros: 100 * UNIT,
  split: [],
  startDate: '2026-01-01',
  endDate: null,
  ...change,
});
const cost = (date: string, units: number, platform: DayCost['platform'] = 'google-ads'): DayCost => ({
  date,
  platform,
  costMicros: BigInt(units * UNIT),
});
/** The same cost on every day from 40 days ago to yesterday, but for these days. */
const steady = (units: number, other: Readonly<Record<string, number | null>> = {}): DayCost[] =>
  eachDay(addDays(TODAY, -40), addDays(TODAY, -1)).flatMap((date) => {
    const amount = date in other ? other[date] : units;
    return amount === null || amount === undefined ? [] : [cost(date, amount)];
  });
const known = (costs: readonly DayCost[], change: Partial<Known> = {}): Known => ({
  costs,
  lastDay:
    costs
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null,
  otherCurrency: false,
  ...change,
});
const found = (costs: readonly DayCost[], change: Partial<Plan> = {}, more: Partial<Known> = {}) =>
  findAll(plan(change), known(costs, more), DEFAULT_THRESHOLDS, TODAY);
const codes = (...asked: Parameters<typeof found>) => found(...asked).map(({ code }) => code);

it('a campaign that spends what it plans is nothing to tell of', () => {
  expect(found(steady(100))).toEqual([]);
});

it('spend of the month ahead of its plan is told with the sum, the plan and the days', () => {
  const [alert] = found(steady(130));
  expect(alert).toMatchObject({
    code: 'BUDGET_AHEAD',
    from: '2026-11-01',
    to: '2026-11-20',
    spentMicros: 2_600_000_000n,
    comparedWith: 'plan',
    comparedMicros: 2_000_000_000n,
    message:
      "At least 2600.00 USD of this month's 3000.00 USD are spent up to 2026-11-20: 130 % of what 20 days with figures plan.",
  });
});

it('spend behind the plan is told where every day has figures, and never where one has none', () => {
  expect(codes(steady(50))).toEqual(['BUDGET_BEHIND']);
  expect(codes(steady(50, { '2026-11-10': null }))).toEqual([]);
  expect(codes(steady(50), { status: 'paused' })).toEqual([]);
});

it('a day without figures is no day of 0: it is in neither side of the ratio, and is said', () => {
  const costs = steady(130, { '2026-11-10': null, '2026-11-11': null });
  const [month] = periodsOf(plan(), TODAY);
  expect(month && paceOf(plan(), month, costs, TODAY)).toMatchObject({
    daysGone: 20,
    daysWithoutFigures: 2,
    plannedMicros: 1_800_000_000n,
    spentMicros: 2_340_000_000n,
    ratio: 1.3,
  });
  expect(found(costs)[0]?.unknown).toContain(
    'Of 2 days there are no figures; what was spent then is not in the sum.',
  );
  expect(month && paceOf(plan(), month, [], TODAY)).toMatchObject({ spentMicros: null, ratio: null });
});

it("today's spend is known to be spent, and is compared with no plan of a whole day", () => {
  const [month] = periodsOf(plan(), TODAY);
  const pace = month && paceOf(plan(), month, [...steady(100), cost(TODAY, 10)], TODAY);
  expect(pace).toMatchObject({ spentMicros: 2_010_000_000n, ratio: 1, knownThrough: TODAY });
});

it('the flight is from the first to the last day of the campaign, the month what of it lies in this month', () => {
  expect(periodsOf(plan({ startDate: '2026-11-10', endDate: '2026-12-05' }), TODAY)).toEqual([
    { kind: 'month', from: '2026-11-10', to: '2026-11-30' },
    { kind: 'flight', from: '2026-11-10', to: '2026-12-05' },
  ]);
  expect(periodsOf(plan({ startDate: '2026-12-01' }), TODAY)).toEqual([]);
  expect(periodsOf(plan(), '2024-02-10')[0]).toBeUndefined();
  expect(periodsOf(plan({ startDate: '2020-01-01' }), '2024-02-10')[0]?.to).toBe('2024-02-29');
});

it('a flight whose budget is nearly used before its days are over is told of', () => {
  const flight = { startDate: '2026-10-25', endDate: '2026-12-03' };
  const costs = eachDay('2026-10-25', '2026-11-20').map((date) => cost(date, 135));
  expect(found(costs, flight)).toContainEqual(
    expect.objectContaining({
      code: 'BUDGET_NEARLY_USED',
      comparedWith: 'budget',
      comparedMicros: 4_000_000_000n,
      spentMicros: 3_645_000_000n,
    }),
  );
});

it.each([
  ['google-ads', 200, 201],
  ['linkedin-ads', 150, 151],
] as const)('%s may take %d on a day of 100, and %d is too much', (platform, most, more) => {
  const day = '2026-11-18';
  const costs = (units: number) =>
    steady(100).map((one) => ({
      ...one,
      platform,
      ...(one.date === day ? { costMicros: BigInt(units * UNIT) } : {}),
    }));
  expect(codes(costs(most), { platforms: [platform] })).toEqual([]);
  expect(found(costs(more), { platforms: [platform] })).toMatchObject([
    { code: 'DAY_OVER_DELIVERED', platform, from: day, to: day, comparedWith: 'most' },
  ]);
});

it('of a campaign on several platforms a day is measured by the share of each, and by nothing where nobody has said it', () => {
  const platforms = ['google-ads', 'linkedin-ads'] as const;
  const costs = [...steady(50), cost('2026-11-18', 120)];
  const split = platforms.map((platform) => ({ platform, dailyMicros: 50 * UNIT }));
  expect(codes([...steady(50, { '2026-11-18': 120 })], { platforms, split })).toContain('DAY_OVER_DELIVERED');
  expect(codes(costs, { platforms })).not.toContain('DAY_OVER_DELIVERED');
});

it('more than 30.4 daily budgets in a month is more than Google takes', () => {
  expect(codes(steady(160))).toContain('MONTH_OVER_DELIVERED');
  expect(codes(steady(152))).not.toContain('MONTH_OVER_DELIVERED');
});

it('a jump is measured by the median of days alike, weekdays by weekdays', () => {
  const weekends = Object.fromEntries(
    eachDay(addDays(TODAY, -40), TODAY)
      .filter((day) => [0, 6].includes(new Date(day).getUTCDay()))
      .map((day) => [day, 10]),
  );
  const [alert] = found(steady(50, { ...weekends, '2026-11-18': 150 })).filter(
    ({ code }) => code === 'SPEND_JUMPED',
  );
  expect(alert).toMatchObject({ from: '2026-11-18', spentMicros: 150_000_000n, comparedMicros: 50_000_000n });
  expect(codes(steady(50, { ...weekends, '2026-11-15': 29 }))).not.toContain('SPEND_JUMPED');
  expect(codes(steady(50, { ...weekends, '2026-11-15': 31 }))).toContain('SPEND_JUMPED');
});

it('a campaign of too few days alike has no median to jump from', () => {
  const costs = eachDay('2026-11-16', '2026-11-18').map((date) => cost(date, 10));
  expect(codes([...costs, cost('2026-11-19', 90)], { startDate: '2026-11-16' })).not.toContain(
    'SPEND_JUMPED',
  );
});

it('spend that stopped is a day that is told with 0 after days with spend, of a running campaign', () => {
  expect(codes(steady(100, { '2026-11-20': 0 }))).toEqual(['SPEND_STOPPED']);
  expect(codes(steady(100, { '2026-11-20': 0 }), { status: 'paused' })).toEqual([]);
  expect(codes(steady(100, { '2026-11-19': 0, '2026-11-20': 0 }))).toEqual(['SPEND_STOPPED']);
});

it('figures that stopped coming are told as not known, never as 0', () => {
  const [alert, ...others] = found(
    steady(100, { '2026-11-18': null, '2026-11-19': null, '2026-11-20': null }),
  );
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    code: 'FIGURES_OLD',
    spentMicros: null,
    comparedMicros: null,
    from: '2026-11-18',
    to: '2026-11-20',
    message: 'No figures have come since 2026-11-17: of 3 days that are over nothing is known.',
  });
  expect(codes(steady(100, { '2026-11-19': null, '2026-11-20': null }))).toEqual([]);
  expect(codes([], { status: 'paused' })).toEqual([]);
  expect(codes([])).toEqual(['FIGURES_OLD']);
});

it('a campaign whose flight is over has no figures to miss after its last day', () => {
  const costs = steady(100).filter(({ date }) => date <= '2026-11-10');
  expect(codes(costs, { startDate: '2026-10-13', endDate: '2026-11-10' })).toEqual([]);
});

it('with figures in another currency no lack of spend is said, and all else says so', () => {
  expect(codes(steady(50), {}, { otherCurrency: true })).toEqual([]);
  expect(found(steady(130), {}, { otherCurrency: true })[0]?.unknown.join()).toContain('another currency');
});

it('the same thing is told once: found again it is the same or restated, and closed when it is found no more', () => {
  const first = found(steady(130))[0];
  if (!first) throw new Error('nothing was found');
  const alert = { id: 'a', key: first.key, until: first.until, body: bodyOf(first, null) };
  const nothing = { opened: [], same: [], restated: [], closed: [] };
  expect(compare([], [first], TODAY)).toEqual({ ...nothing, opened: [first] });
  const stored = { ...alert, body: JSON.parse(JSON.stringify(alert.body)) as typeof alert.body };
  expect(compare([stored], [first], TODAY)).toEqual({ ...nothing, same: ['a'] });
  const more = found(steady(131))[0];
  expect(compare([alert], more ? [more] : [], TODAY).restated).toMatchObject([{ id: 'a' }]);
  expect(compare([alert], [], TODAY).closed).toEqual([{ id: 'a', because: 'no_longer_true' }]);
  expect(compare([alert], [], '2026-12-02').closed).toEqual([{ id: 'a', because: 'time_passed' }]);
});

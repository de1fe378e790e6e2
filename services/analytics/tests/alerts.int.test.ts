import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { alertContracts, type Alert } from '../../../contracts/analytics/alerts.ts';
import { subscriptionContracts } from '../../../contracts/analytics/subscriptions.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { addDays, dayOf, eachDay } from '../../../lib/time.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

const today = dayOf(new Date());
const ago = (days: number) => addDays(today, -days);
let stack: AnalyticsStack;
let person: Person;
let spring: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  spring = stack.campaigns.add(person.organizationId, {
    platforms: ['google-ads'],
    dailyMicros: 100_000_000,
  });
});

const send = (from: number, to: number, costMicros: number) =>
  stack.call(
    factContracts.ingest,
    { rows: eachDay(ago(from), ago(to)).map((date) => metricRow(spring, date, { costMicros })) },
    person,
  );
const read = (params: object = {}, as = person) => stack.call(alertContracts.alerts, params, as);
const codes = (page: { data: Alert[] }) => page.data.map(({ code }) => code).sort();
const untilCodes = (...wanted: string[]) =>
  until(read, (page) => page.checkedAt !== null && codes(page).join() === wanted.sort().join(), 20);
const code = (name: string) => expect.objectContaining({ code: name }) as object;

it('figures have the rules asked by themselves; an alert is told once, restated, seen by a person, and closed', async () => {
  expect(await read()).toMatchObject({ data: [], checkedAt: null });
  await until(read, ({ checkedAt }) => checkedAt !== null); // the look itself had them asked
  await send(20, 1, 100_000_000);
  await untilCodes();
  await send(2, 2, 250_000_000);
  const [alert] = (await untilCodes('DAY_OVER_DELIVERED')).data;
  expect(alert).toMatchObject({
    state: 'open',
    campaignId: spring,
    spentMicros: 250_000_000,
    comparedMicros: 200_000_000,
    changedBefore: null,
    from: ago(2),
  });
  await send(2, 2, 260_000_000);
  const restated = await until(read, ({ data }) => data[0]?.spentMicros === 260_000_000, 20);
  expect(restated.data).toMatchObject([{ id: alert?.id, state: 'open' }]);
  const id = alert?.id ?? '';
  const seen = await stack.call(alertContracts.acknowledgeAlert, { id, note: 'A sale.' }, person);
  expect(seen).toMatchObject({ state: 'acknowledged', acknowledgedBy: person.userId, note: 'A sale.' });
  await send(2, 2, 100_000_000);
  await untilCodes();
  const [closed] = (await read({ state: 'closed' })).data;
  expect(closed).toMatchObject({ id, state: 'closed', closedBecause: 'no_longer_true', note: 'A sale.' });
  await expect(stack.call(alertContracts.acknowledgeAlert, { id }, person)).rejects.toEqual(
    code('ALERT_CLOSED'),
  );
});

it('figures that stopped coming are an alert of their own, with no amount', async () => {
  await send(10, 5, 100_000_000);
  const page = await untilCodes('FIGURES_OLD');
  expect(page.data).toMatchObject([{ spentMicros: null, comparedMicros: null, from: ago(4), to: ago(1) }]);
});

it('an alert of another organisation is as missing as one that never was', async () => {
  await send(10, 5, 100_000_000);
  const [alert] = (await untilCodes('FIGURES_OLD')).data;
  const stranger = stack.person('owner');
  expect(await read({}, stranger)).toMatchObject({ data: [], checkedAt: null });
  for (const id of [alert?.id ?? '', randomUUID()])
    await expect(stack.call(alertContracts.acknowledgeAlert, { id }, stranger)).rejects.toEqual(
      code('ALERT_NOT_FOUND'),
    );
});

it('an organisation sets its own thresholds, and is measured by them at once', async () => {
  await send(20, 1, 100_000_000);
  await untilCodes();
  const owner = stack.person('owner', person.organizationId);
  const rules = await stack.call(alertContracts.alertRules, {}, person);
  expect(rules).toMatchObject({ aheadPercent: 120, silentDays: 2 });
  await send(2, 2, 150_000_000);
  await stack.call(alertContracts.changeAlertRules, { rules: { ...rules, jumpPercent: 150 } }, owner);
  expect(await stack.call(alertContracts.alertRules, {}, person)).toMatchObject({ jumpPercent: 150 });
  await untilCodes('SPEND_JUMPED');
});

it('warnings are mailed to who subscribed, in one mail of one check, once auth takes it, and to nobody who did not', async () => {
  expect(await stack.call(subscriptionContracts.alertSubscription, {}, person)).toEqual({ mail: false });
  await stack.call(subscriptionContracts.subscribeToAlerts, { mail: true }, person);
  expect(await stack.call(subscriptionContracts.alertSubscription, {}, person)).toEqual({ mail: true });
  const [asked, told] = [stack.auth.asked, stack.auth.told.length];
  stack.auth.down = true;
  await send(10, 5, 100_000_000);
  await until(
    () => stack.auth.asked,
    (now) => now > asked,
  );
  stack.auth.down = false;
  await until(
    () => stack.auth.told.length,
    (now) => now > told,
  );
  expect(stack.auth.told.slice(told)).toMatchObject([
    {
      userIds: [person.userId],
      count: 1,
      alerts: [{ campaign: 'Spring', message: expect.stringContaining('nothing is known') as string }],
    },
  ]);
  await stack.call(subscriptionContracts.subscribeToAlerts, { mail: false }, person);
  expect(await stack.call(subscriptionContracts.alertSubscription, {}, person)).toEqual({ mail: false });
});

it('pacing says what is spent of month and flight, how many days are not known, and what each platform may take', async () => {
  stack.campaigns.change(spring, { startDate: ago(20), endDate: addDays(today, 19) });
  await send(20, 11, 100_000_000);
  await send(8, 1, 130_000_000);
  const { data } = await stack.call(alertContracts.pacing, {}, person);
  expect(data).toMatchObject([
    {
      campaignId: spring,
      platforms: [{ mostOfDayMicros: 200_000_000, mostOfMonthMicros: 3_040_000_000 }],
    },
  ]);
  expect(data[0]?.periods.find(({ kind }) => kind === 'flight')).toMatchObject({
    days: 40,
    daysGone: 20,
    daysWithoutFigures: 2,
    budgetMicros: 4_000_000_000,
    plannedMicros: 1_800_000_000,
    spentMicros: 2_040_000_000,
  });
  stack.campaigns.down = true;
  const old = await stack.call(alertContracts.pacing, {}, person);
  stack.campaigns.down = false;
  expect(old.data[0]?.unknown.join()).toMatch(/those of .* what they are now is not known/);
});

it('while the campaign service does not answer nothing is closed, and it is asked again', async () => {
  await send(10, 5, 100_000_000);
  await untilCodes('FIGURES_OLD');
  stack.campaigns.down = true;
  await send(4, 1, 100_000_000);
  const asked = stack.campaigns.asked;
  await until(
    () => Promise.resolve(stack.campaigns.asked),
    (now) => now > asked + 1,
    20,
  );
  expect(codes(await read())).toEqual(['FIGURES_OLD']);
  stack.campaigns.down = false;
  await untilCodes();
});

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { addDays, dayOf, eachDay } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

let stack: AnalyticsStack;
let person: Person;
let spring: string;
let autumn: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  spring = stack.campaigns.add(person.organizationId);
  autumn = stack.campaigns.add(person.organizationId, { name: 'Autumn' });
});

const today = dayOf(new Date());
const ago = (days: number) => addDays(today, -days);
/** Conversions of a day by the age at which they come: 40 at once, 32 a day later, 8 after four days. */
const LAGS = [
  [0, 40],
  [1, 32],
  [4, 8],
] as const;

const sql = (text: string) =>
  asAdministrator(stack.databases.adminUrl('analytics'), text, [person.organizationId]);
const learned = () =>
  until(
    () => sql('SELECT 1 FROM maturity_learned WHERE organization_id = $1'),
    (rows) => rows.length === 1,
  );

/** Tells all days of a campaign, and then has it that each was told anew as its conversions came. */
async function tellLately(campaignId: string, days: number): Promise<void> {
  // nothing is learned before all is told
  await sql('INSERT INTO maturity_learned VALUES ($1, now())');
  const dates = eachDay(ago(days), today);
  const knownOn = (date: string, on: string) =>
    LAGS.reduce((all, [age, count]) => (addDays(date, age) <= on ? all + count : all), 0);
  const rows = dates.map((date) => metricRow(campaignId, date, { conversions: knownOn(date, today) }));
  expect(await stack.call(factContracts.ingest, { rows }, person)).toMatchObject({ rejected: [] });
  const states = dates.flatMap((date) =>
    LAGS.filter(([age]) => addDays(date, age) <= today).map(([age], at) => ({
      date,
      place: at - LAGS.length,
      until: `${addDays(date, age)}T12:00:00Z`,
      conversions: at === 0 ? null : knownOn(date, addDays(date, age - 1)) * 1_000_000,
    })),
  );
  const { organizationId } = person;
  await asAdministrator(
    stack.databases.adminUrl('analytics'),
    `WITH first AS (DELETE FROM rollup_revisions WHERE organization_id = $1 AND campaign_id = $2)
     INSERT INTO rollup_revisions (organization_id, date, campaign_id, platform, currency, replaced_by_version, replaced_at,
       impressions, clicks, cost_micros, conversions_micros, value_micros)
     SELECT $1, date, $2, 'google-ads', 'USD', place, until, conversions, conversions, conversions, conversions, conversions
       FROM json_to_recordset($3::json) AS s(date date, place bigint, until timestamptz, conversions bigint)
     ON CONFLICT DO NOTHING`,
    [organizationId, campaignId, JSON.stringify(states)],
  );
  await sql('DELETE FROM maturity_learned WHERE organization_id = $1');
}

/** Has the rules asked anew, with which it is learned. */
const tellToday = () =>
  stack.call(
    factContracts.ingest,
    { rows: [metricRow(autumn, ago(200), { clicks: Math.ceil(Math.random() * 1e9) % 1000 })] },
    person,
  );
const glance = (params: object = {}) =>
  stack.call(reportContracts.dashboard, { from: ago(9), to: today, ...params }, person);

it('says of each young day which share of its conversions is known, as earlier days grew', async () => {
  await tellLately(spring, 70);
  await tellToday();
  await learned();
  const { maturity } = await glance();
  const shareAt = (age: number) =>
    maturity.days.find(({ days, platform }) => days === age && platform === 'google-ads');
  expect(shareAt(0)).toMatchObject({ date: today, from: 'learned', basis: 'platform' });
  for (const [age, truth] of [
    [0, 0.5],
    [1, 0.9],
    [3, 0.9],
    [4, 1],
  ] as const)
    expect(Math.abs((shareAt(age)?.share ?? 0) - truth)).toBeLessThan(0.05);
  // 10 days of 80 conversions, of which today's has 40 and the three days before 72 each
  expect(maturity.share).toBeCloseTo((6 * 80 + 3 * 72 + 40) / 800);
  expect(maturity).toMatchObject({ immatureFrom: ago(3), horizonDays: 30 });
  const { maturity: ofCampaign } = await stack.call(
    reportContracts.campaign,
    { id: spring, from: ago(1) },
    person,
  );
  expect(ofCampaign.days.map(({ share }) => Math.round((share ?? 0) * 100))).toEqual([90, 50]);
});

it('is unknown, not 1, with a history that is too short, and for a platform of which nothing is learned', async () => {
  await tellLately(spring, 20);
  await tellToday();
  await learned();
  const { maturity } = await glance();
  expect(maturity.share).toBeNull();
  expect(maturity.days).toHaveLength(10);
  expect(new Set(maturity.days.map(({ share, from }) => `${share} ${from}`))).toEqual(
    new Set(['null unknown']),
  );
  expect(maturity.immatureFrom).toBe(ago(2));
  expect(maturity.note).toContain('not known yet');
});

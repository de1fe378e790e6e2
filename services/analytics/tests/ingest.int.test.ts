import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { addDays, dayOf } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { rollUp } from '../facts/store/recount.ts';
import type { ChangedDay } from '../facts/store/rollups.ts';
import * as grainDays from '../migrations/0007-ingest.ts';
import { analyticsDatabase } from './database.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';

const today = dayOf(new Date());
const yesterday = addDays(today, -1);
let stack: AnalyticsStack;
let person: Person;
let campaignId: string;

beforeAll(async () => {
  stack = await startAnalytics();
});
afterAll(() => stack.stop());
beforeEach(() => {
  person = stack.person('analyst');
  campaignId = stack.campaigns.add(person.organizationId);
});

const send = (rows: unknown[], as: Person = person) => stack.call(factContracts.ingest, { rows }, as);
const report = (id = campaignId, as: Person = person) => stack.call(reportContracts.campaign, { id }, as);
const admin = <Row extends object>(sql: string, values?: unknown[]) =>
  asAdministrator<Row>(stack.databases.adminUrl('analytics'), sql, values);

it('shows facts in the next report', async () => {
  expect(await send([metricRow(campaignId, yesterday), metricRow(campaignId, today)])).toEqual({
    accepted: 2,
    rejectedCount: 0,
    rejected: [],
  });
  const { totals, freshness } = await report();
  expect(totals).toMatchObject([
    { impressions: 2000, clicks: 100, costMicros: 50_000_000, conversions: 5, currency: 'USD' },
  ]);
  expect(freshness).toMatchObject({ factVersion: 1, lastDay: today });
});

it('rejects bad rows one by one and keeps the others', async () => {
  const theirs = stack.campaigns.add(randomUUID());
  const rows = [
    metricRow(campaignId, yesterday),
    metricRow(campaignId, yesterday, { clicks: -1 }),
    metricRow(theirs, yesterday),
    metricRow(campaignId, addDays(today, 2)),
    metricRow(campaignId, today, { currency: 'EUR' }),
    'nonsense',
  ];
  const answer = await stack.call(factContracts.ingest, { rows, firstLine: 101 }, person);
  expect(answer).toMatchObject({ accepted: 1, rejectedCount: 5 });
  expect(answer.rejected.map((row) => [row.line, row.code])).toEqual([
    [102, 'ROW_INVALID'],
    [103, 'CAMPAIGN_NOT_FOUND'],
    [104, 'DATE_IN_FUTURE'],
    [105, 'CURRENCY_MISMATCH'],
    [106, 'ROW_INVALID'],
  ]);
});

it('rejects a name with half a character in it and keeps the other rows', async () => {
  const rows = [metricRow(campaignId, yesterday, { adGroup: 'Group \ud83d' }), metricRow(campaignId, today)];
  expect(await send(rows)).toMatchObject({ accepted: 1, rejected: [{ line: 1, code: 'ROW_INVALID' }] });
});

it('changes nothing when the same rows come again, not even the version', async () => {
  const rows = [metricRow(campaignId, yesterday), metricRow(campaignId, today)];
  await send(rows);
  const before = await report();
  expect(await send(rows)).toMatchObject({ accepted: 2 });
  expect(await report()).toEqual(before);
  const revisions = await admin('SELECT 1 FROM fact_revisions WHERE organization_id = $1', [
    person.organizationId,
  ]);
  expect(revisions).toEqual([]);
});

it('lets later figures win and keeps the older ones', async () => {
  await send([metricRow(campaignId, yesterday)]);
  await send([metricRow(campaignId, yesterday, { clicks: 70, conversions: 3 })]);
  const { totals, freshness } = await report();
  expect(totals).toMatchObject([{ clicks: 70, conversions: 3, impressions: 1000 }]);
  expect(freshness.factVersion).toBe(2);
  const revisions = await admin(
    'SELECT clicks, replaced_by_version FROM fact_revisions WHERE organization_id = $1',
    [person.organizationId],
  );
  expect(revisions).toEqual([{ clicks: 50, replaced_by_version: 2 }]);
});

it('counts a campaign and day once though it is told at several grains, in any order', async () => {
  const groups = ['A', 'B'].map((adGroup) => metricRow(campaignId, yesterday, { adGroup, clicks: 25 }));
  const hours = [0, 1, 2].map((hour) => metricRow(campaignId, yesterday, { hour, clicks: 15 }));
  await send(hours);
  expect((await report()).totals).toMatchObject([{ clicks: 45 }]);
  await send(groups);
  expect((await report()).totals).toMatchObject([{ clicks: 50 }]);
  await send([metricRow(campaignId, yesterday, { clicks: 51 })]);
  expect((await report()).totals).toMatchObject([{ clicks: 51 }]);
  await send([metricRow(campaignId, yesterday, { hour: 3, clicks: 9 })]);
  expect((await report()).totals).toMatchObject([{ clicks: 51 }]);
});

it('keeps sums exact above 2^53', async () => {
  const rupiah = stack.campaigns.add(person.organizationId, { currency: 'IDR' });
  const row = { currency: 'IDR', costMicros: 8_999_999_999_999_999 };
  await send([metricRow(rupiah, yesterday, row), metricRow(rupiah, today, row)]);
  expect((await report(rupiah)).totals[0]?.costMicros).toBe('17999999999999998');
  const { kpis } = await stack.call(reportContracts.dashboard, {}, person);
  expect(kpis[0]?.costMicros).toBe('17999999999999998');
});

it('refuses figures of one day that add up beyond reason, and saves none of them', async () => {
  const rows = Array.from({ length: 1_100 }, (_, i) =>
    metricRow(campaignId, yesterday, { keyword: `k${i}`, costMicros: 9_000_000_000_000_000 }),
  );
  await expect(send(rows)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  expect((await report()).totals).toEqual([]);
});

it('takes names as long as they may be', async () => {
  const name = '\u{1F600}'.repeat(127);
  expect(
    await send([metricRow(campaignId, today, { adGroup: name, ad: name, keyword: name })]),
  ).toMatchObject({
    accepted: 1,
  });
});

describe('rows that name their campaign by the ids of the platform', () => {
  const named = (change: object = {}) => {
    const { campaignId: _, ...row } = metricRow(campaignId, '2026-03-05', { clicks: 7 });
    return {
      ...row,
      accountId: '123-456-7890',
      campaignExternalId: '777',
      campaignName: 'Theirs',
      ...change,
    };
  };
  const table = async () => {
    const params = { from: '2026-03-01', to: '2026-03-31', filter: {} };
    return (await stack.call(reportContracts.performance, params, person)).data;
  };

  it('count under one campaign of that account, the same row again changes nothing, and its newest name is shown', async () => {
    expect(await send([named()])).toMatchObject({ accepted: 1, rejectedCount: 0 });
    expect(await send([named()])).toMatchObject({ accepted: 1 });
    expect(await send([named({ campaignExternalId: '778', campaignName: 'Another' })])).toMatchObject({
      accepted: 1,
    });
    expect(await send([named({ campaignName: 'Renamed' })])).toMatchObject({ accepted: 1 });
    const rows = (await table()).map((row) => [row['campaignName'], row['clicks']]).sort();
    expect(rows).toEqual([
      ['Another', 7],
      ['Renamed', 7],
    ]);
  });

  it('count under our own campaign where it was published under that id', async () => {
    stack.platforms.publish(person.organizationId, {
      ...{ campaignId, platform: 'google-ads', level: 'campaign', externalId: '900' },
      account: { externalId: '1234567890', name: 'Account', currency: 'USD' },
    });
    expect(await send([named({ campaignExternalId: '900' })])).toMatchObject({ accepted: 1 });
    expect(await table()).toMatchObject([{ campaign: campaignId, clicks: 7 }]);
  });

  it.each([
    ['both ids', { campaignId: '01993e50-0000-7000-8000-000000000001' }],
    ['no account', { accountId: undefined }],
    ['no campaign', { campaignExternalId: undefined }],
  ])('are rejected with %s, with what is wanted', async (_name, change) => {
    expect(await send([named(change)])).toMatchObject({
      accepted: 0,
      rejected: [
        {
          line: 1,
          code: 'ROW_INVALID',
          message: expect.stringMatching(/accountId and campaignExternalId/) as string,
        },
      ],
    });
  });
});

describe('when the campaign service is down', () => {
  beforeEach(() => {
    stack.campaigns.down = false;
  });

  it('rows of known campaigns are taken and rows of others wait, with nothing lost', async () => {
    await send([metricRow(campaignId, yesterday)]);
    stack.campaigns.down = true;
    const fresh = stack.campaigns.add(person.organizationId);
    expect(await send([metricRow(campaignId, today)])).toMatchObject({ accepted: 1 });
    const both = [metricRow(campaignId, today, { clicks: 1 }), metricRow(fresh, today)];
    await expect(send(both)).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect((await report()).totals).toMatchObject([{ clicks: 100 }]);
    stack.campaigns.down = false;
    expect(await send(both)).toMatchObject({ accepted: 2 });
  });

  it('a campaign is asked about once, not with every batch', async () => {
    await send([metricRow(campaignId, yesterday)]);
    const asked = stack.campaigns.askedFor(campaignId);
    await send([metricRow(campaignId, today)]);
    expect(stack.campaigns.askedFor(campaignId)).toBe(asked);
  });
});

it('asks again when a currency does not fit, because a draft may have changed it', async () => {
  await send([metricRow(campaignId, yesterday)]);
  stack.campaigns.change(campaignId, { currency: 'EUR' });
  expect(await send([metricRow(campaignId, today, { currency: 'EUR' })])).toMatchObject({ accepted: 1 });
  expect((await report()).totals.map((t) => t.currency)).toEqual(['EUR', 'USD']);
  expect(await send([metricRow(campaignId, yesterday, { currency: 'EUR' })])).toMatchObject({ accepted: 1 });
  expect((await report()).totals).toMatchObject([{ currency: 'EUR', clicks: 100 }]);
  const { kpis } = await stack.call(reportContracts.dashboard, {}, person);
  expect(kpis).toMatchObject([{ currency: 'EUR', clicks: 100 }]);
});

it('shows one organisation nothing of another, and moves none of its totals', async () => {
  await send([metricRow(campaignId, yesterday)]);
  const [mine, dashboard] = [await report(), await stack.call(reportContracts.dashboard, {}, person)];
  const stranger = stack.person('owner');
  expect(await send([metricRow(campaignId, yesterday, { clicks: 999 })], stranger)).toMatchObject({
    accepted: 0,
    rejected: [{ code: 'CAMPAIGN_NOT_FOUND' }],
  });
  const theirs = stack.campaigns.add(stranger.organizationId);
  await send([metricRow(theirs, yesterday)], stranger);
  expect(await report()).toEqual(mine);
  expect(await stack.call(reportContracts.dashboard, {}, person)).toEqual(dashboard);
  await expect(report(campaignId, stranger)).rejects.toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
});

it('is for those who may write figures', async () => {
  const viewer = stack.person('viewer', person.organizationId);
  await expect(send([metricRow(campaignId, today)], viewer)).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
  await expect(send([])).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});

it('takes rows from platforms in its own name, and from no other service', async () => {
  const as = (service: 'platforms' | 'ai') => {
    const claims = { organizationId: person.organizationId, action: 'analytics.ingest' };
    return { authorization: stack.running.node.identity.authorizationFor(service, claims) };
  };
  const rows = [metricRow(campaignId, today)];
  expect(await stack.call(factContracts.ingest, { rows }, as('platforms'))).toMatchObject({
    accepted: 1,
  });
  await expect(stack.call(factContracts.ingest, { rows }, as('ai'))).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});

const RECOMPUTED = `
  SELECT campaign_id, platform, date::text, currency, sum(impressions)::text AS i, sum(clicks)::text AS k,
         sum(cost_micros)::text AS c, sum(conversions_micros)::text AS n, sum(value_micros)::text AS v
    FROM (SELECT *, min(grain) OVER (PARTITION BY campaign_id, platform, date) AS coarsest
            FROM metric_facts WHERE organization_id = $1) f
   WHERE grain = coarsest GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
const ROLLED_UP = `
  SELECT campaign_id, platform, date::text, currency, impressions::text AS i, clicks::text AS k, cost_micros::text AS c,
         conversions_micros::text AS n, value_micros::text AS v
    FROM daily_rollups WHERE organization_id = $1 ORDER BY 1, 2, 3, 4`;
const SUMS =
  'sum(impressions)::text AS i, sum(clicks)::text AS k, sum(cost_micros)::text AS c, sum(value_micros)::text AS v';
const GRAINS_OF_FACTS = `
  SELECT campaign_id, platform, date::text, grain, currency, count(*)::text AS facts, ${SUMS}
    FROM metric_facts WHERE organization_id = $1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;
const GRAINS = `
  SELECT campaign_id, platform, date::text, grain, currency, sum(facts)::text AS facts, ${SUMS}
    FROM grain_days WHERE organization_id = $1 AND facts <> 0 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;
const DAYS_OF_ROLLUPS = `
  SELECT date::text, platform, currency, sum(cost_micros)::text AS c, sum(conversions_micros)::text AS n, count(*)::text AS r
    FROM daily_rollups WHERE organization_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
const DAYS = `
  SELECT date::text, platform, currency, cost_micros::text AS c, conversions_micros::text AS n, rollups::text AS r
    FROM organization_days WHERE organization_id = $1 AND rollups > 0 ORDER BY 1, 2, 3`;

/** All that is summed equals a recomputation from facts. */
async function expectExact(organization: [string]) {
  expect(await admin(ROLLED_UP, organization)).toEqual(await admin(RECOMPUTED, organization));
  expect(await admin(DAYS, organization)).toEqual(await admin(DAYS_OF_ROLLUPS, organization));
  expect(await admin(GRAINS, organization)).toEqual(await admin(GRAINS_OF_FACTS, organization));
}

it('keeps roll-ups equal to a recomputation from facts, whatever comes and however it is interleaved', async () => {
  const ids = [campaignId, stack.campaigns.add(person.organizationId)];
  const row = fc.record({
    campaignId: fc.constantFrom(...ids),
    platform: fc.constantFrom('google-ads', 'linkedin-ads'),
    date: fc.constantFrom(today, yesterday),
    adGroup: fc.constantFrom(undefined, 'A', 'B'),
    hour: fc.constantFrom(undefined, 0, 1),
    costMicros: fc.integer({ min: 0, max: 9_000_000_000 }),
    conversions: fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1000),
  });
  const batches = fc.sample(fc.array(row, { minLength: 1, maxLength: 12 }), { seed: 9, numRuns: 24 });
  const sent = batches.map((rows) =>
    rows.map(({ campaignId: id, date, ...rest }) => metricRow(id, date, rest)),
  );
  for (let at = 0; at < sent.length; at += 4)
    await Promise.all(sent.slice(at, at + 4).map((rows) => send(rows)));
  const organization: [string] = [person.organizationId];
  expect(await admin(ROLLED_UP, organization)).toHaveLength(8);
  await expectExact(organization);

  // facts that went in another way than by being told anew
  await admin(`DELETE FROM metric_facts WHERE organization_id = $1 AND grain = 0`, organization);
  const days = await admin<ChangedDay>(
    `SELECT DISTINCT campaign_id AS "campaignId", platform, date::text FROM grain_days WHERE organization_id = $1`,
    organization,
  );
  const database = analyticsDatabase(stack.databases);
  await inOrganization(person.organizationId, () =>
    database.transaction((tx) => rollUp(tx, person.organizationId, days, 1_000)),
  );
  await database.close();
  await expectExact(organization);

  // what an earlier release left: facts without sums, behind the wall of the tables' owner
  await admin('DROP SCHEMA reporting CASCADE');
  await admin(`SET ROLE analytics_owner; ${grainDays.down} ${grainDays.up}`);
  await expectExact(organization);
});
